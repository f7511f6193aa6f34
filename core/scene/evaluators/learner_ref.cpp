#include "core/scene/evaluators/learner_ref.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/columns.h"
#include "core/scene/bind/binder.h"

namespace lantern {

const OutputShape& LearnerRef::rows(const Graph& graph) const {
  const Node& model = *graph.nodes[size_t(node)];
  return model.outputs()[size_t(model.find_output("rows"))];
}

bool LearnerRef::predicts_numbers(const Graph& graph) const {
  const Schema& schema = rows(graph).schema;
  return schema[size_t(find_column(schema, "predicted"))].type == ColumnType::number;
}

std::optional<LearnerRef> read_learner(const RecordSpec& spec, GraphBuilder& builder) {
  const AstPtr* ast = spec["model"].as<AstPtr>();
  if (!ast) return std::nullopt;  // reported by the reader
  const PlanContext& context = builder.context();
  const auto node = bind_model(*ast, context.scope, builder.graph(), context.diagnostics);
  if (!node) return std::nullopt;
  const Node& model = *builder.graph().nodes[size_t(*node)];
  if (model.learner()) return LearnerRef{*node};
  context.diagnostics.error("wrong-type", (*ast)->at,
                            fmt::format("{} is no model that learns from rows and predicts others",
                                        in_quotes(model.name())),
                            "linear_regression, logistic_regression and decision_tree are some");
  return std::nullopt;
}

}  // namespace lantern
