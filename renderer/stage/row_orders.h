#pragma once

#include "core/scene/run/state.h"

namespace lantern {

/// In which order the rows of each mark follow each other from one snapshot to the next: as the
/// step says, but for marks whose rows stay what they are. Those move with their view, as its axes
/// do, at once.
RowOrders row_orders(const Tween& tween, const Snapshot& from, const Snapshot& to);

}  // namespace lantern
