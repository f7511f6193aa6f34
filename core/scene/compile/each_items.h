#pragma once

#include <optional>
#include <vector>

#include "core/scene/bind/plan_context.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// The items of an `each`: for each of them its key and the variables' values, those of the `each`
/// around it first. Reports what is wrong and returns nothing then.
std::optional<std::vector<EachItem>> each_items(const EachSpec& each, const PlanContext& context);

}  // namespace lantern
