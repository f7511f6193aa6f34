#include <fmt/format.h>

#include "core/scene/bind/expression_binder.h"

// Calls of the script's own functions.

namespace lantern {
namespace {

std::string usage_of(const FunctionSpec& function) {
  return fmt::format("{}({})", function.name, fmt::join(function.parameters, ", "));
}

std::string argument_count(int least, int most) {
  return least == most ? std::to_string(least) : fmt::format("{} to {}", least, most);
}

/// A hint, and the call in which something is wrong: of many in each other the first two and the
/// last.
std::string with_call(const std::string& hint, const std::string& call) {
  constexpr std::string_view kIn = "in the call of ", kMore = "; … ";
  const size_t first = hint.find(kIn);
  if (first == std::string::npos) return hint + (hint.empty() ? "" : "; ") + call;
  const size_t second = hint.find(kIn, first + 1);
  const size_t third = second == std::string::npos ? second : hint.find(kIn, second + 1);
  if (third == std::string::npos) return hint + "; " + call;
  const size_t more = hint.find(kMore);
  return hint.substr(0, more == std::string::npos ? third - 2 : more) + std::string(kMore) + call;
}

}  // namespace

std::string arguments_wanted(std::string_view name, int least, int most, size_t given) {
  return fmt::format("{} takes {} argument{}, not {}", name, argument_count(least, most),
                     most == 1 ? "" : "s", given);
}

// ---- functions of the script

const FunctionSpec* ExpressionBinder::own_function(const Call& call) const {
  if (!scope_.functions || !call.function.selectors.empty()) return nullptr;
  for (const FunctionSpec& function : *scope_.functions) {
    if (function.name == call.function.head) return &function;
  }
  return nullptr;
}

Typed ExpressionBinder::visit_function(const FunctionSpec& function, const Call& call,
                                       const Location& at, std::optional<ValueType> wanted) {
  if (!function.body) throw StopExpression{};
  const int count = int(function.parameters.size());
  if (call.arguments.size() != function.parameters.size()) {
    stop(at, arguments_wanted(function.name, count, count, call.arguments.size()),
         fmt::format("line {}: {}", function.at.line, usage_of(function)));
  }
  check_length(at);
  std::vector<Local> arguments;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const Typed typed = visit(*call.arguments[i]);
    const int slot = new_local(at);
    code_.push(Instruction(Instruction::Op::store, slot));
    arguments.push_back({function.parameters[i], slot, typed.type, typed.per_row, true});
  }
  return inside_function(function, arguments, at, wanted);
}

/// What is wrong inside is told there, with the place of the call.
Typed ExpressionBinder::inside_function(const FunctionSpec& function,
                                        const std::vector<Local>& arguments, const Location& at,
                                        std::optional<ValueType> wanted) {
  Scope inside;
  inside.names = scope_.names;
  inside.functions = scope_.functions;
  inside.locals = &arguments;
  inside.chance = scope_.chance;
  Diagnostics wrong;
  try {
    return ExpressionBinder(inside, graph_, wrong, code_).visit(*function.body, wanted);
  } catch (const StopExpression&) {
    for (Diagnostic fault : wrong.sorted()) {
      const std::string call = fmt::format("in the call of {} in line {}", function.name, at.line);
      fault.hint = with_call(fault.hint, call);
      diagnostics_.add(std::move(fault));
    }
    throw;
  }
}

}  // namespace lantern
