#pragma once

#include "core/scene/evaluators/single_values.h"
#include "core/scene/evaluators/sweep_plan.h"
#include "core/scene/run/evaluation.h"

namespace lantern::sweep_model {

/// Evaluates its scene once for each value, all else as it is at the moment.
class SweepNode : public Node {
 public:
  SweepNode(std::string name, Location at, std::vector<OutputShape> outputs, SweepPlan plan)
      : Node(std::move(name), at, std::move(outputs)), plan_(std::move(plan)) {}

  Outputs compute(const Evaluation& at) const override;

 private:
  size_t count() const;
  /// What the param `varied` is at one of the combinations.
  const LeafValue& value(size_t varied, size_t place) const;
  Leaves leaves_for(const Evaluation& at, size_t place) const;
  /// The column of one of those varied.
  Column varied(size_t place) const;
  std::vector<std::string> keys() const;
  /// One row a value.
  TablePtr make_table(const Evaluation& at, std::vector<SingleValues>& taken) const;
  TablePtr best_row(const Table& all) const;

  SweepPlan plan_;
};

}  // namespace lantern::sweep_model
