#include "core/scene/nodes/traced_model.h"

#include <algorithm>
#include <cmath>

#include "core/scene/nodes/predictor.h"

namespace lantern {
double TracedModelNode::step(const Evaluation& at, const History& history) const {
  return step_within(at.number(step_), history.steps);
}

Outputs TracedModelNode::compute(const Evaluation& at) const {
  const auto learnt = learnt_at(at, id_, *plan_, type_.history);
  const double step = this->step(at, learnt->history);
  Outputs out = type_.as_of(learnt->record, learnt->history, static_cast<size_t>(std::floor(step)));
  if (const int all = find_output("all"); all >= 0) {
    out.push_back(rows_so_far(*std::get<TablePtr>(out[size_t(all)]), step));
  }
  out.push_back(std::floor(step));
  out.push_back(learnt->history.steps);
  out.push_back(step);
  return out;
}

std::optional<PredictorShape> TracedModelNode::predictor() const {
  return type_.answer ? predictor_of(type_, *plan_) : std::nullopt;
}

/// As of the step, as all that it gives is. What it went through hangs on no row that it predicts.
Column TracedModelNode::predict(const Evaluation& at, const TablePtr& rows,
                                std::string_view column) const {
  const auto learnt = learnt_at(at, id_, *plan_, type_.history);
  const double step = std::floor(this->step(at, learnt->history));
  return type_.answer(predicting(learnt->record, rows), learnt->history, static_cast<size_t>(step))
      ->column(column);
}

}  // namespace lantern
