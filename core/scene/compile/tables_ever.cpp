#include "core/scene/compile/tables_ever.h"

#include "core/scene/run/evaluation.h"

namespace lantern {

std::vector<TablePtr> tables_ever(const TableRef& table, const Timeline& timeline,
                                  const Graph& graph, Memo& memo) {
  constexpr int kInner = 8;
  std::vector<TablePtr> out;
  const auto add = [&](double time) {
    const Evaluation at(graph, memo, leaves_at(timeline, graph, memo, Moment{time, {}}));
    out.push_back(at.table(table.node, table.output));
  };
  const std::vector<double>& ends = timeline.step_ends;
  for (size_t i = 0; i < ends.size(); ++i) {
    add(ends[i]);
    for (int k = 1; k <= kInner && i + 1 < ends.size(); ++k) {
      add(ends[i] + (ends[i + 1] - ends[i]) * k / (kInner + 1));
    }
  }
  return out;
}

}  // namespace lantern
