#pragma once

#include <functional>

#include "core/expr/ast.h"

namespace lantern {

/// Calls `visit` with each address of an expression, those in keys and arguments too; the names of
/// functions are none. `ast` may be null.
void for_each_address(const AstPtr& ast, const std::function<void(const Address&)>& visit);

}  // namespace lantern
