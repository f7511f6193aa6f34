#pragma once

#include <string_view>

#include "core/diagnostics/diagnostics.h"
#include "core/expr/ast.h"
#include "core/expr/locate.h"

namespace lantern {

/// Parses `+ - * / ^`, comparisons, `in`, `and or not`, `A if C else B`, calls, 'text', numbers and
/// addresses. Reports a mistake and returns null where the text is no expression. Nesting is
/// limited to 64.
AstPtr parse_expression(std::string_view text, const Locate& locate, Diagnostics& diagnostics);

/// Parses a bare address such as "pets@rex.weight", by the same rules.
AstPtr parse_address(std::string_view text, const Locate& locate, Diagnostics& diagnostics);

}  // namespace lantern
