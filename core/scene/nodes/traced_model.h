#pragma once

#include "core/models/model.h"
#include "core/scene/nodes/learner.h"
#include "core/scene/nodes/trace.h"
#include "core/scene/run/record_plan.h"

namespace lantern {

/// A model that is made in an order: what it goes through is computed once for each input, and its
/// outputs are as of its step.
class TracedModelNode : public Node {
 public:
  TracedModelNode(std::string name, Location at, std::vector<OutputShape> outputs,
                  const ModelType& type, RecordPlanPtr plan, LeafId step, NodeId id)
      : Node(std::move(name), at, std::move(outputs)),
        type_(type),
        plan_(std::move(plan)),
        step_(step),
        id_(id),
        learner_(type_, plan_, step) {}

  Outputs compute(const Evaluation& at) const override;
  std::optional<PredictorShape> predictor() const override;
  Column predict(const Evaluation& at, const TablePtr& rows,
                 std::string_view column) const override;
  const Learner* learner() const override { return Learner::is_one(type_) ? &learner_ : nullptr; }

 private:
  /// The number of the state that there is now.
  double step(const Evaluation& at, const History& history) const;

  const ModelType& type_;
  RecordPlanPtr plan_;
  LeafId step_;
  NodeId id_;
  Learner learner_;
};

}  // namespace lantern
