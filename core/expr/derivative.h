#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/expr/ast.h"

// Exact derivatives: from an expression's tree to the tree of its derivative.

namespace lantern {

namespace derivatives {
class DerivativeOf;
}

/// A function of the script.
struct OwnFunction {
  std::string name;
  std::vector<std::string> parameters;
  AstPtr body;
};

/// Why there is no derivative, and where.
struct NoDerivative {
  Location at;
  std::string message;
  std::string hint;
};

/// Differentiates expressions by the rules for sums, products, quotients, powers, chains,
/// conditions (each side on its own) and sums over rows. Where a function has a corner, the side
/// that it takes there is the one whose derivative is taken: of abs(x) at 0 it is 0, as PyTorch has
/// it.
class Differentiator {
 public:
  /// `is_table` says which addresses name tables: sum(points, …) goes over their rows.
  Differentiator(std::vector<OwnFunction> functions, std::function<bool(const Address&)> is_table)
      : functions_(std::move(functions)), is_table_(std::move(is_table)) {}

  /// The derivative by a variable, while all other names stay as they are; null where the
  /// expression does not hang on it. Throws NoDerivative: where a step function (floor, sign, …), a
  /// model, a median, a window, a key of an address or the like does; a derivative of a derivative
  /// (`of_derivative`) takes steps for flat.
  AstPtr derivative(const AstPtr& ast, std::string_view variable, bool of_derivative = false);

  /// The script's, and those that derivatives call.
  const std::vector<OwnFunction>& functions() const { return functions_; }

 private:
  friend class derivatives::DerivativeOf;
  const OwnFunction* find(std::string_view name) const;
  /// The name of the derivative of a function by one of its parameters; empty where it is 0.
  std::string partial(const std::string& function, size_t parameter, bool of_derivative);

  std::vector<OwnFunction> functions_;
  std::function<bool(const Address&)> is_table_;
  size_t nodes_ = 0;  // made so far
};

}  // namespace lantern
