#pragma once

#include "core/scene/run/plans.h"
#include "core/scene/run/timeline.h"

namespace lantern {

/// Whether a step hides marks and shows others of the same identity: their rows go over from the
/// ones to the others.
bool goes_over(const SceneSpec& scene, const StepSpec& step);

/// Whether a mark that a step shows or hides is one of those, or enters from a mark that the step's
/// layout has not any more: it comes or goes as the picture jumps from before to after, not by
/// itself.
bool goes_over(const SceneSpec& scene, const VisibilityEvent& event, const MarkPlan& mark,
               int view);

}  // namespace lantern
