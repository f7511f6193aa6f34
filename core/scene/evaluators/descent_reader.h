#pragma once

#include "core/scene/compile/graph_builder.h"
#include "core/scene/evaluators/descent_plan.h"

namespace lantern::gradient_descent_model {

/// Reports what is wrong and returns nothing then.
std::optional<DescentPlan> read_descent(const RecordSpec& spec, GraphBuilder& builder);

}  // namespace lantern::gradient_descent_model
