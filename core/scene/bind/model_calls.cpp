#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/columns.h"
#include "core/scene/bind/address_binder.h"
#include "core/scene/bind/binder.h"
#include "core/scene/bind/expression_binder.h"

// Models as functions: fit.predict(x) is what the model says of such a row.

namespace lantern {
namespace {

/// A feature is a number, or of models that take them a text.
ValueType type_of_feature(const Schema& schema, const std::string& feature) {
  const int column = find_column(schema, feature);
  const bool text = column >= 0 && schema[size_t(column)].type == ColumnType::text;
  return text ? ValueType::text : ValueType::number;
}

/// The family of a model's address whose key is live: fits@(k) of a param, a row or a panel.
std::optional<Family> family_of_live_key(const Address& model, const Scope& scope,
                                         const Graph& graph) {
  if (model.selectors.size() != 1 || !scope.names) return std::nullopt;
  if (model.selectors[0].type != Selector::Type::computed_key) return std::nullopt;
  const auto name = scope.names->find(model.head);
  if (!name || name->type != SceneName::Type::family || name->family.instances.empty()) {
    return std::nullopt;
  }
  Diagnostics unheard;
  const auto key = bind_expression(model.selectors[0].expr, scope, graph, unheard);
  if (!key || (key->constant() && !key->per_row())) return std::nullopt;
  return name->family;
}

std::optional<NodeId> node_of(const Address& model, const Location& at, const Scope& scope,
                              const Graph& graph, Diagnostics& diagnostics) {
  const KeyBinder keys{[](const AstPtr&) { return true; }, nullptr,
                       [&](const AstPtr& key, std::string_view what) {
                         return constant_value(key, scope, graph, diagnostics, what);
                       }};
  return bind_address_node(model, at, scope, graph, diagnostics, keys);
}

}  // namespace

Typed ExpressionBinder::visit_predictor(const Call& call, const Location& at) {
  Address model = call.function;
  model.selectors.pop_back();
  if (const auto family = family_of_live_key(model, scope_, graph_)) {
    return visit_live_predictor(*family, call, at);
  }
  const auto node = node_of(model, at, scope_, graph_, diagnostics_);
  if (!node) throw StopExpression{};
  const Question question = question_to(*node, call, at);
  bool per_row = false;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    per_row = visit_feature(question, call, i).per_row || per_row;
  }
  push_question(question, at);
  return {question.type, per_row};
}

/// fits@(k).predict(x): of what all instances would say, that of the one which the key names; the
/// others are not asked.
Typed ExpressionBinder::visit_live_predictor(const Family& family, const Call& call,
                                             const Location& at) {
  using Op = Instruction::Op;
  const Question first = question_to(family.instances[0].second, call, at);
  std::vector<int> features;  // worked out once
  Typed out{first.type, false};
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    out.per_row = visit_feature(first, call, i).per_row || out.per_row;
    features.push_back(new_local(at));
    code_.push(Instruction(Op::store, features.back()));
  }
  out.per_row = visit(*call.function.selectors[0].expr).per_row || out.per_row;
  const int names = int(code_.constants.size());
  code_.constants.push_back(Operand::of(call.function.head));
  for (const auto& [key, node] : family.instances) code_.constants.push_back(Operand::of(key));
  for (size_t i = 0; i < family.instances.size(); ++i) {
    const Question question = question_to(family.instances[i].second, call, at);
    const size_t skip = code_.instructions.size();
    code_.push(Instruction(Op::skip_unless, names + 1 + int(i), 0, int(i), int(out.type), at));
    for (const int feature : features) code_.push(Instruction(Op::local, feature));
    push_question(question, at);
    code_.instructions[skip].b = int(code_.instructions.size() - skip - 1);
    check_length(at);
  }
  code_.push(Instruction(Op::pick, names, int(family.instances.size()), 0, 0, at));
  return out;
}

ExpressionBinder::Question ExpressionBinder::question_to(NodeId node, const Call& call,
                                                         const Location& at) {
  Address model = call.function;
  model.selectors.pop_back();
  const Node& source = *graph_.nodes[size_t(node)];
  const auto shape = source.predictor();
  if (!shape) {
    stop(at,
         fmt::format("{} is no model that predicts from fixed features",
                     in_quotes(to_string(model))),
         "linear_regression, decision_tree and k_neighbors_classifier are");
  }
  Question out{node, column_said(*shape, call), {}, ValueType::number};
  const int count = int(shape->features.size());
  if (int(call.arguments.size()) != count) {
    stop(at, arguments_wanted(to_string(call.function), count, count, call.arguments.size()),
         shape->features.empty() ? "it looks at no features"
                                 : fmt::format("its features are {}", join_and(shape->features)));
  }
  const Schema& schema = source.outputs()[size_t(source.find_output("rows"))].schema;
  for (const std::string& feature : shape->features) {
    out.features.push_back(type_of_feature(schema, feature));
  }
  out.type = value_type(schema[size_t(find_column(schema, out.column))].type);
  return out;
}

Typed ExpressionBinder::visit_feature(const Question& question, const Call& call, size_t place) {
  const AstPtr& given = call.arguments[place];
  const Typed typed = visit(*given, question.features[place]);
  expect(typed, question.features[place], call.function.selectors.back().name, *given);
  return typed;
}

/// Takes the features from the stack.
void ExpressionBinder::push_question(const Question& question, const Location& at) {
  code_.depend_on(graph_, question.node);
  code_.constants.push_back(Operand::of(question.column));
  code_.push(Instruction(Instruction::Op::predict, question.node, int(question.features.size()),
                         int(code_.constants.size()) - 1, 0, at));
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

Asked question_of(const AstPtr& ast, const Scope& scope, const Graph& graph) {
  const auto* model = std::get_if<Address>(&ast->node);
  if (!model || !scope.row) return {ast};
  Diagnostics unheard;
  const auto family = family_of_live_key(*model, scope, graph);
  const auto node =
      family ? family->instances[0].second : node_of(*model, ast->at, scope, graph, unheard);
  const auto shape = node ? graph.nodes[size_t(*node)]->predictor() : std::nullopt;
  if (!shape) return {ast};
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
  return {std::make_shared<const Ast>(Ast{ast->at, std::move(call)}), likely ? *node : -1};
}

}  // namespace lantern
