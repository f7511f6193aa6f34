#pragma once

#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "core/scene/run/plans.h"
#include "core/scene/run/timeline.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// Steps that work on nothing that is there: highlights of what is not seen, which dim all else,
/// ways of the camera to it, and marks that one step shows and hides.
void check_steps(const std::vector<ViewPlan>& views, const Timeline& timeline,
                 const SceneSpec& spec, Diagnostics& diagnostics);

}  // namespace lantern
