#include "core/scene/nodes/traced_model.h"

#include <algorithm>
#include <cmath>

namespace lantern {
namespace {

constexpr MemoDomain<History> kHistories{"history"};

}  // namespace

Outputs TracedModelNode::compute(const Evaluation& at) const {
  const RecordValue record = plan_->evaluate(at, plan_->rows(at));
  const auto history =
      at.memo().get(kHistories, at.key({std::uint64_t(id_)}, plan_->leaves()), [&] {
        auto all = std::make_shared<const History>(type_.history(record));
        const size_t bytes = all->bytes + sizeof(History);
        return Memo::Result<History>{std::move(all), bytes};
      });
  const double step = std::clamp(at.number(step_), 0.0, history->steps);
  Outputs out = type_.as_of(record, *history, static_cast<size_t>(std::floor(step)));
  if (const int all = find_output("all"); all >= 0) {
    out.push_back(rows_so_far(*std::get<TablePtr>(out[size_t(all)]), step));
  }
  out.push_back(std::floor(step));
  out.push_back(history->steps);
  return out;
}

}  // namespace lantern
