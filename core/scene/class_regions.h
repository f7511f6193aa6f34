#pragma once

#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "core/scene/run/plans.h"

namespace lantern {

/// Warns of fields that name a classifier of more than two classes: they show how sure it is,
/// whatever of, and not which class it says.
void warn_of_class_regions(const std::vector<ViewPlan>& views, const Evaluation& start,
                           Diagnostics& diagnostics);

}  // namespace lantern
