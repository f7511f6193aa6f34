#pragma once

#include "core/diagnostics/diagnostics.h"
#include "core/scene/run/plans.h"
#include "core/scene/run/timeline.h"

namespace lantern {

/// Reports steps that name instances of views or marks that are not there.
void check_selections(const Timeline& timeline, const std::vector<ViewPlan>& views,
                      const SceneSpec& spec, Diagnostics& diagnostics);

}  // namespace lantern
