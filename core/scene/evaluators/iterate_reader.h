#pragma once

#include "core/scene/compile/graph_builder.h"
#include "core/scene/evaluators/iterate_plan.h"

namespace lantern::iterate_model {

/// Reads an iterate's record. Reports what is wrong and returns nothing then.
std::optional<IteratePlan> read_iterate(const RecordSpec& spec, GraphBuilder& builder);

}  // namespace lantern::iterate_model
