#include "core/scene/run/plans.h"

#include <algorithm>

namespace lantern {

bool are_there(const std::vector<RowRef>& rows, const Evaluation& at) {
  return std::all_of(rows.begin(), rows.end(), [&](const RowRef& row) {
    return at.table(row.node, row.output)->keys().find(row.key).has_value();
  });
}

size_t Versions::at(const Moment& moment) const {
  for (size_t i = versions.size(); i-- > 1;) {
    if (versions[i].start <= moment.time && !moment.holds_back(versions[i].jump)) return i;
  }
  return 0;
}

}  // namespace lantern
