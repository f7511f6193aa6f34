#pragma once

#include "core/scene/run/evaluation.h"

namespace lantern {

/// The rows of `all` up to a step as the output `trace`: whole steps as rows, the fraction of the
/// next one only says how far a line is drawn.
TablePtr rows_so_far(const Table& all, double step);

/// A step from 0 to the last one; where it is missing, the first.
double step_within(double step, double last);

/// A trace as of its step.
class TraceNode : public Node {
 public:
  /// After its own outputs come the cells of the row of the step, from its second column on, as far
  /// as `outputs` has them.
  TraceNode(std::string name, Location at, std::vector<OutputShape> outputs, NodeId history,
            int all, LeafId step)
      : Node(std::move(name), at, std::move(outputs)), history_(history), all_(all), step_(step) {}

  Outputs compute(const Evaluation& at) const override;

 private:
  NodeId history_;
  int all_;
  LeafId step_;
};

}  // namespace lantern
