#pragma once

#include "core/scene/run/graph.h"
#include "core/scene/run/record_plan.h"
#include "core/scene/run/timeline.h"

namespace lantern {

/// Whether an `animate` has a number on its way that decides where the rows of a mark are: one that
/// its fields read, but for texts, colours, glyphs and opacities.
bool is_moving(const RecordPlan& plan, const Timeline& timeline, const Graph& graph, double time);

}  // namespace lantern
