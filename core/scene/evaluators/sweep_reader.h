#pragma once

#include "core/scene/compile/graph_builder.h"
#include "core/scene/evaluators/sweep_plan.h"

namespace lantern::sweep_model {

/// Reads a sweep's record. Reports what is wrong and returns nothing then.
std::optional<SweepPlan> read_sweep(const RecordSpec& spec, GraphBuilder& builder);

}  // namespace lantern::sweep_model
