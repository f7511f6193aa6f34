#pragma once

#include "core/scene/run/plans.h"
#include "core/scene/run/state.h"

namespace lantern {

/// How far the rows of a mark have entered. `keys` are the rows' names, null for a mark
/// that is one datum.
Presence presence_at(const MarkPlan& mark, const Moment& moment, const Keys* keys);

/// The highlights at `time` that work on other marks or rows.
Emphasis emphasis_at(const MarkPlan& mark, double time, const Keys* keys);

}  // namespace lantern
