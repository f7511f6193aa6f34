#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/columns.h"
#include "core/scene/bind/address_binder.h"
#include "core/scene/bind/binder.h"
#include "core/scene/bind/expression_binder.h"

// Calls of what is the script's own: its functions, its models.

namespace lantern {
namespace {

std::string usage_of(const FunctionSpec& function) {
  return fmt::format("{}({})", function.name, fmt::join(function.parameters, ", "));
}

std::string argument_count(int least, int most) {
  return least == most ? std::to_string(least) : fmt::format("{} to {}", least, most);
}

/// A feature is a number, or of models that take them a text.
ValueType type_of_feature(const Schema& schema, const std::string& feature) {
  const int column = find_column(schema, feature);
  const bool text = column >= 0 && schema[size_t(column)].type == ColumnType::text;
  return text ? ValueType::text : ValueType::number;
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

// ---- models as functions

/// fit.predict(x): what the model says of such a row.
Typed ExpressionBinder::visit_predictor(const Call& call, const Location& at) {
  Address model = call.function;
  model.selectors.pop_back();
  const KeyBinder keys{[](const AstPtr&) { return true; }, nullptr,
                       [&](const AstPtr& key, std::string_view what) {
                         return constant_value(key, scope_, graph_, diagnostics_, what);
                       }};
  const auto node = bind_address_node(model, at, scope_, graph_, diagnostics_, keys);
  if (!node) throw StopExpression{};
  const auto shape = graph_.nodes[size_t(*node)]->predictor();
  const std::string name = to_string(model);
  if (!shape) {
    stop(at, fmt::format("{} is no model that predicts from fixed features", in_quotes(name)),
         "linear_regression, decision_tree and k_neighbors_classifier are");
  }
  const std::string column = column_said(*shape, call);
  const int count = int(shape->features.size());
  if (int(call.arguments.size()) != count) {
    stop(at, arguments_wanted(to_string(call.function), count, count, call.arguments.size()),
         shape->features.empty() ? "it looks at no features"
                                 : fmt::format("its features are {}", join_and(shape->features)));
  }
  const Node& source = *graph_.nodes[size_t(*node)];
  const Schema& schema = source.outputs()[size_t(source.find_output("rows"))].schema;
  bool per_row = false;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const AstPtr& one = call.arguments[i];
    const ValueType wanted = type_of_feature(schema, shape->features[i]);
    const Typed typed = visit(*one, wanted);
    expect(typed, wanted, call.function.selectors.back().name, *one);
    per_row = per_row || typed.per_row;
  }
  code_.depend_on(graph_, *node);
  code_.constants.push_back(Operand::of(column));
  code_.push(
      Instruction(Instruction::Op::predict, *node, count, int(code_.constants.size()) - 1, 0, at));
  return {value_type(schema[size_t(find_column(schema, column))].type), per_row};
}

std::string ExpressionBinder::column_said(const PredictorShape& shape, const Call& call) {
  const Selector& method = call.function.selectors.back();
  const std::string column = method.name == "predict" ? "predicted" : method.name;
  const auto& known = shape.says;
  if (method.type == Selector::Type::member &&
      std::find(known.begin(), known.end(), column) != known.end()) {
    return column;
  }
  std::vector<std::string> names{"predict"};
  for (const std::string& one : known) {
    if (one != "predicted") names.push_back(one);
  }
  stop(method.at,
       fmt::format("this model cannot be asked for {}{}", in_quotes(method.name),
                   did_you_mean(method.name, names)),
       fmt::format("it says {}", join_and(names)), "unknown-name");
}

AstPtr question_of(const AstPtr& ast, const Scope& scope, const Graph& graph) {
  const auto* model = std::get_if<Address>(&ast->node);
  if (!model || !scope.row) return ast;
  Diagnostics unheard;
  const KeyBinder keys{[](const AstPtr&) { return true; }, nullptr,
                       [&](const AstPtr& key, std::string_view what) {
                         return constant_value(key, scope, graph, unheard, what);
                       }};
  const auto node = bind_address_node(*model, ast->at, scope, graph, unheard, keys);
  const auto shape = node ? graph.nodes[size_t(*node)]->predictor() : std::nullopt;
  if (!shape) return ast;
  const auto& says = shape->says;
  const bool likely = std::find(says.begin(), says.end(), "probability") != says.end();
  Call call{*model, {}};
  call.function.selectors.push_back(
      {Selector::Type::member, likely ? "probability" : "predict", nullptr, ast->at});
  const size_t known = scope.row->size(), count = std::min(known, shape->features.size());
  for (size_t i = 0; i < (count < shape->features.size() ? known : count); ++i) {
    call.arguments.push_back(
        std::make_shared<const Ast>(Ast{ast->at, Address{(*scope.row)[i].name, {}}}));
  }
  return std::make_shared<const Ast>(Ast{ast->at, std::move(call)});
}

}  // namespace lantern
