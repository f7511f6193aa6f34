#pragma once

#include <vector>

#include "core/scene/run/graph.h"
#include "core/scene/run/record_plan.h"

namespace lantern {

/// What decides where a mark's rows are: all that its fields read but for texts, colours, glyphs
/// and opacities.
std::vector<LeafId> place_leaves(const RecordPlan& plan, const Graph& graph);

}  // namespace lantern
