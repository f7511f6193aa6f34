#pragma once

#include <span>
#include <string_view>

#include "core/expr/ast.h"

namespace lantern::derivatives {

/// A function of numbers with its arguments, and the derivatives of these (null for 0).
struct Differentiated {
  std::span<const AstPtr> of;
  std::span<const AstPtr> by;
  const Location& at;
};

/// The derivative of a function of the language, row by row; null for 0.
using DerivativeRule = AstPtr (*)(const Differentiated& a);

/// Null where there is no rule.
DerivativeRule find_derivative_rule(std::string_view function);

/// Of a power.
AstPtr derivative_of_power(const Differentiated& a);

}  // namespace lantern::derivatives
