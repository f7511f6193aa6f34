#pragma once

#include <vector>

#include "core/scene/run/timeline.h"

namespace lantern {

/// What a live table is at the ends of steps, and at a few moments in between.
std::vector<TablePtr> tables_ever(const TableRef& table, const Timeline& timeline,
                                  const Graph& graph, Memo& memo);

}  // namespace lantern
