#include "core/scene/compile/tables_ever.h"

#include "core/base/work.h"
#include "core/scene/run/evaluation.h"

namespace lantern {

const std::vector<TablePtr>& TablesEver::of(const TableRef& table) {
  const auto found = known_.find({table.node, table.output});
  if (found != known_.end()) return found->second;
  return known_[{table.node, table.output}] = look_up(table);
}

std::vector<TablePtr> TablesEver::look_up(const TableRef& table) const {
  constexpr std::uint64_t kMoment = 500, kLeaf = 50;  // steps of work
  std::vector<TablePtr> out;
  for (const Moment& moment : timeline_.moments) {
    spend(kMoment + kLeaf * graph_.leaves.size());
    const Evaluation at(graph_, memo_, leaves_at(timeline_, graph_, memo_, moment));
    const TablePtr& rows = at.table(table.node, table.output);
    if (out.empty() || out.back() != rows) out.push_back(rows);
  }
  return out;
}

}  // namespace lantern
