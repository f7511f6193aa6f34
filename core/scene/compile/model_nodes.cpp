#include "core/scene/compile/model_nodes.h"

#include "core/record/columns.h"
#include "core/scene/bind/record_planner.h"
#include "core/scene/compile/traces.h"
#include "core/scene/nodes/learner.h"
#include "core/scene/nodes/predictor.h"
#include "core/scene/nodes/recorded_table.h"

namespace lantern {
namespace {

/// A model that is a plain function of its fields.
class ModelNode : public Node {
 public:
  ModelNode(std::string name, Location at, std::vector<OutputShape> outputs, const ModelType& type,
            RecordPlanPtr plan, NodeId id)
      : Node(std::move(name), at, std::move(outputs)),
        type_(type),
        plan_(std::move(plan)),
        id_(id),
        learner_(type_, plan_) {}

  Outputs compute(const Evaluation& at) const override {
    if (!type_.learn) return type_.compute(plan_->evaluate(at, rows_at(at, id_, *plan_)));
    const auto learnt = learnt_at(at, id_, *plan_, type_.learn);
    return type_.say(learnt->record, learnt->history);
  }

  std::optional<PredictorShape> predictor() const override {
    return type_.learn ? predictor_of(type_, *plan_) : std::nullopt;
  }

  Column predict(const Evaluation& at, const TablePtr& rows,
                 std::string_view column) const override {
    const auto learnt = learnt_at(at, id_, *plan_, type_.learn);
    return type_.answer(predicting(learnt->record, rows), learnt->history, 0)->column(column);
  }

  const Learner* learner() const override { return Learner::is_one(type_) ? &learner_ : nullptr; }

 private:
  const ModelType& type_;
  RecordPlanPtr plan_;
  NodeId id_;
  Learner learner_;
};

NodeId add_planned_model(const RecordSpec& record, const ModelType& type, GraphBuilder& builder) {
  if (type.build) return type.build(record, builder);
  const RecordPlanPtr plan = plan_record(record, builder.context());
  if (!plan) return -1;
  if (type.history) {
    const auto* step = record["step"].as<Quantity>();
    return add_traced_model(builder, type, plan, step ? std::optional(step->value) : std::nullopt);
  }
  std::vector<OutputShape> outputs = output_shapes(type.outputs, *plan, builder.graph());
  const auto id = static_cast<NodeId>(builder.graph().nodes.size());
  return builder.add(
      std::make_unique<ModelNode>(builder.name(), record.at, std::move(outputs), type, plan, id),
      plan->leaves());
}

}  // namespace

NodeId add_model(const RecordSpec& record, const ModelType& type, GraphBuilder& builder) {
  try {
    return add_planned_model(record, type, builder);
  } catch (const SceneError& e) {
    builder.context().diagnostics.add(e.diagnostic());
    return -1;
  }
}

NodeId add_recorded_table(const DataSpec& data, const TablePtr& start,
                          const std::vector<Program>& first, Graph& graph) {
  Schema schema = start->schema();
  for (ColumnDecl& column : schema) column.texts = nullptr;  // rows to come may hold others
  for (size_t i = 0; i < schema.size() && start->rows() == 0; ++i) {
    schema[i].type = column_type(first[i].type());
  }
  Leaf count;
  count.source = Leaf::Source::rows;
  count.name = data.name;
  count.initial = 0.0;
  count.at = data.at;
  graph.leaves.push_back(std::move(count));
  const auto leaf = static_cast<LeafId>(graph.leaves.size()) - 1;
  graph.nodes.push_back(std::make_unique<RecordedTable>(data.name, data.at, start,
                                                        std::move(schema), data.key, leaf));
  return static_cast<NodeId>(graph.nodes.size()) - 1;
}

}  // namespace lantern
