#include "core/expr/derivative.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/overloaded.h"
#include "core/expr/addresses.h"
#include "core/expr/ast_making.h"
#include "core/expr/builtins.h"
#include "core/expr/derivative_rules.h"

namespace lantern {
namespace derivatives {
namespace {

using namespace making;

constexpr size_t kMostNodes = 20'000;  // that are differentiated for one expression

bool is_step(std::string_view function) {
  return function == "floor" || function == "ceil" || function == "round" || function == "sign";
}

}  // namespace

/// The derivative of one expression by one name.
class DerivativeOf {
 public:
  DerivativeOf(Differentiator& all, std::string_view variable, bool of_derivative)
      : all_(all), variable_(variable), of_derivative_(of_derivative) {}

  AstPtr of(const AstPtr& ast) const {
    if (++all_.nodes_ > kMostNodes) {
      throw NoDerivative{ast->at, "this expression is too large to differentiate",
                         "give parts that stay the same a name in `values`"};
    }
    const Location& at = ast->at;
    return std::visit(
        Overloaded{[&](const Address& address) { return of_name(address, at); },
                   [&](const Unary& unary) -> AstPtr {
                     return unary.op == UnaryOp::negate ? negative(of(unary.operand), at) : nullptr;
                   },
                   [&](const Binary& binary) { return of_binary(binary, at); },
                   [&](const Conditional& choice) {
                     return chosen(choice.condition, of(choice.then), of(choice.otherwise), at);
                   },
                   [&](const Call& call) { return of_call(call, at); },
                   [](const Membership&) -> AstPtr { return nullptr; },
                   [](double) -> AstPtr { return nullptr; }, [](bool) -> AstPtr { return nullptr; },
                   [](const std::string&) -> AstPtr { return nullptr; }},
        ast->node);
  }

 private:
  [[noreturn]] void stop(const Location& at, std::string message, std::string hint = "") const {
    throw NoDerivative{at, std::move(message), std::move(hint)};
  }

  bool reads(const AstPtr& ast) const {
    bool found = false;
    for_each_address(ast, [&](const Address& address) { found = found || is_variable(address); });
    return found;
  }

  bool is_variable(const Address& address) const {
    return address.selectors.empty() && address.head == variable_;
  }

  AstPtr of_name(const Address& address, const Location& at) const {
    if (is_variable(address)) return number(1, at);
    for (const Selector& selector : address.selectors) {
      if (!reads(selector.expr)) continue;
      stop(selector.at, fmt::format("which row this is hangs on {}: that has no slope", variable_));
    }
    return nullptr;
  }

  AstPtr of_binary(const Binary& binary, const Location& at) const {
    if (binary.op > BinaryOp::power) return nullptr;  // true or false
    const AstPtr of_both[] = {binary.left, binary.right};
    const AstPtr by_both[] = {of(binary.left), of(binary.right)};
    const AstPtr &u = of_both[0], &v = of_both[1], &du = by_both[0], &dv = by_both[1];
    if (!du && !dv) return nullptr;
    switch (binary.op) {
      case BinaryOp::add:
        return sum(du, dv, at);
      case BinaryOp::subtract:
        return difference(du, dv, at);
      case BinaryOp::multiply:
        return sum(product(du, v, at), product(u, dv, at), at);
      case BinaryOp::divide:
        return difference(quotient(du, v, at),
                          quotient(product(u, dv, at), power(v, number(2, at), at), at), at);
      default:
        return derivative_of_power({of_both, by_both, at});
    }
  }

  // ---- calls

  AstPtr of_call(const Call& call, const Location& at) const {
    const std::string& name = call.function.head;
    if (!call.function.selectors.empty()) {
      for (const AstPtr& one : call.arguments) {
        if (!reads(one)) continue;
        stop(at, fmt::format("what a model says has no derivative by {} here", variable_),
             "write the model out as a formula");
      }
      return nullptr;
    }
    if (const OwnFunction* own = all_.find(name)) return of_own(*own, call, at);
    const Builtin* builtin = find_builtin(name);
    if (!builtin) return nullptr;  // told by whoever binds it
    if (goes_over_rows(*builtin, call)) return of_rows(*builtin, call, at);
    return of_builtin(*builtin, call, at);
  }

  /// Σ ∂f/∂pᵢ(…) aᵢ'. The partial derivatives are functions of their own, so that names in the
  /// body mean what they mean there.
  AstPtr of_own(const OwnFunction& own, const Call& call, const Location& at) const {
    const std::string name = own.name;  // functions are added below
    AstPtr out;
    const size_t known = std::min(call.arguments.size(), own.parameters.size());
    for (size_t i = 0; i < known; ++i) {
      const AstPtr by = of(call.arguments[i]);
      if (!by) continue;
      const std::string partial = all_.partial(name, i, of_derivative_);
      if (partial.empty()) continue;
      out = sum(out, product(making::call(partial, call.arguments, at), by, at), at);
    }
    return out;
  }

  AstPtr of_builtin(const Builtin& builtin, const Call& call, const Location& at) const {
    std::vector<AstPtr> by;
    bool any = false;
    for (const AstPtr& one : call.arguments) {
      by.push_back(of(one));
      any = any || by.back();
    }
    if (!any || builtin.result == ValueType::boolean) return nullptr;
    if (is_step(builtin.name)) {
      if (of_derivative_) return nullptr;
      stop(at, fmt::format("{} goes in steps: its slope is 0 wherever it has one", builtin.name),
           fmt::format("leave {} out", builtin.name));
    }
    const DerivativeRule rule = find_derivative_rule(builtin.name);
    const int count = static_cast<int>(call.arguments.size());
    if (rule && count >= builtin.least_arguments && count <= builtin.most_arguments) {
      return rule({call.arguments, by, at});
    }
    stop(at, fmt::format("{} has no derivative here", builtin.name));
  }

  // ---- over rows

  bool goes_over_rows(const Builtin& builtin, const Call& call) const {
    if (builtin.window) return true;
    if (!builtin.reduces() || call.arguments.empty()) return false;
    return !builtin.apply || call.arguments.size() == 1 || first_is_table(call);
  }

  bool first_is_table(const Call& call) const {
    const auto* address = std::get_if<Address>(&call.arguments[0]->node);
    return address && !is_variable(*address) && all_.is_table_(*address);
  }

  AstPtr of_rows(const Builtin& builtin, const Call& call, const Location& at) const {
    const size_t place = first_is_table(call) ? 1 : 0;
    if (place >= call.arguments.size()) return nullptr;
    const AstPtr& x = call.arguments[place];
    const AstPtr dx = of(x);
    if (!dx) return nullptr;
    const auto over = [&](std::string_view function, const AstPtr& what) {
      std::vector<AstPtr> arguments(call.arguments.begin(),
                                    call.arguments.begin() + std::ptrdiff_t(place));
      arguments.push_back(what);
      return making::call(std::string(function), std::move(arguments), at);
    };
    const std::string_view name = builtin.name;
    if (name == "sum" || name == "mean" || name == "first" || name == "last") return over(name, dx);
    if (name == "var" || name == "std") {
      // 2 mean((x − mean(x)) dx) without a mean within a mean
      const AstPtr together = over("mean", product(x, dx, at));
      const AstPtr apart = product(over("mean", x), over("mean", dx), at);
      const AstPtr half = difference(together, apart, at);
      if (name == "var") return product(number(2, at), half, at);
      return quotient(half, over("std", x), at);
    }
    stop(at, fmt::format("{} over rows has no derivative here", name),
         "sum, mean, var and std have one");
  }

  Differentiator& all_;
  std::string_view variable_;
  bool of_derivative_;
};

}  // namespace derivatives

AstPtr Differentiator::derivative(const AstPtr& ast, std::string_view variable,
                                  bool of_derivative) {
  nodes_ = 0;
  const AstPtr out = derivatives::DerivativeOf(*this, variable, of_derivative).of(ast);
  return making::is_zero(out) ? nullptr : out;
}

const OwnFunction* Differentiator::find(std::string_view name) const {
  for (const OwnFunction& function : functions_) {
    if (function.name == name) return &function;
  }
  return nullptr;
}

std::string Differentiator::partial(const std::string& function, size_t parameter,
                                    bool of_derivative) {
  const OwnFunction own = *find(function);
  std::string name = fmt::format("{} by {}", own.name, own.parameters[parameter]);
  if (find(name)) return name;
  if (!own.body) return "";
  const AstPtr body =
      derivatives::DerivativeOf(*this, own.parameters[parameter], of_derivative).of(own.body);
  if (making::is_zero(body)) return "";
  functions_.push_back({name, own.parameters, body});
  return name;
}

}  // namespace lantern
