#pragma once

#include <string>
#include <vector>

#include "core/expr/ast.h"

// Trees made of trees, simple ones where numbers allow: nothing is added to 0 or multiplied by 1.
// A null tree is 0. All of them stand at `at`.

namespace lantern::making {

AstPtr number(double value, const Location& at);
/// Null for 0 too.
bool is_zero(const AstPtr& a);
/// As a tree, also of 0.
AstPtr whole(const AstPtr& a, const Location& at);

AstPtr negative(const AstPtr& a, const Location& at);
AstPtr sum(const AstPtr& a, const AstPtr& b, const Location& at);
AstPtr difference(const AstPtr& a, const AstPtr& b, const Location& at);
AstPtr product(const AstPtr& a, const AstPtr& b, const Location& at);
AstPtr quotient(const AstPtr& a, const AstPtr& b, const Location& at);
AstPtr power(const AstPtr& a, const AstPtr& b, const Location& at);
AstPtr compared(BinaryOp op, const AstPtr& a, const AstPtr& b, const Location& at);
/// Null where both sides are.
AstPtr chosen(const AstPtr& condition, const AstPtr& then, const AstPtr& otherwise,
              const Location& at);
AstPtr call(std::string function, std::vector<AstPtr> arguments, const Location& at);

}  // namespace lantern::making
