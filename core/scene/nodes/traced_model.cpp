#include "core/scene/nodes/traced_model.h"

#include <algorithm>
#include <cmath>

#include "core/scene/nodes/predictor.h"

namespace lantern {
namespace {

constexpr MemoDomain<History> kHistories{"history"};

}  // namespace

std::shared_ptr<const History> TracedModelNode::history(const Evaluation& at,
                                                        const RecordValue& record,
                                                        const Key& key) const {
  return at.memo().get(kHistories, key, [&] {
    auto all = std::make_shared<const History>(type_.history(record));
    const size_t bytes = all->bytes + sizeof(History);
    return Memo::Result<History>{std::move(all), bytes};
  });
}

Outputs TracedModelNode::compute(const Evaluation& at) const {
  const RecordValue record = plan_->evaluate(at, plan_->rows(at));
  const auto history = this->history(at, record, at.key({std::uint64_t(id_)}, plan_->leaves()));
  const double step = std::clamp(at.number(step_), 0.0, history->steps);
  Outputs out = type_.as_of(record, *history, static_cast<size_t>(std::floor(step)));
  if (const int all = find_output("all"); all >= 0) {
    out.push_back(rows_so_far(*std::get<TablePtr>(out[size_t(all)]), step));
  }
  out.push_back(std::floor(step));
  out.push_back(history->steps);
  out.push_back(step);
  return out;
}

std::optional<PredictorShape> TracedModelNode::predictor() const {
  return predictor_of(type_, *plan_);
}

/// As of the step, as all that it gives is. What it went through hangs on no row that it predicts.
Column TracedModelNode::predict(const Evaluation& at, const TablePtr& rows,
                                std::string_view column) const {
  const RecordValue record = predicting(plan_->evaluate(at, plan_->rows(at)), rows);
  const auto history = this->history(at, record, at.key({std::uint64_t(id_)}, plan_->leaves()));
  const double step = std::clamp(at.number(step_), 0.0, history->steps);
  return predicted_column(
      *this, type_.as_of(record, *history, static_cast<size_t>(std::floor(step))), column);
}

}  // namespace lantern
