#pragma once

#include "core/spec/scene_spec.h"

namespace lantern {

/// Whether a step hides marks and shows others of the same identity: their rows go over from the
/// ones to the others.
bool goes_over(const SceneSpec& scene, const StepSpec& step);

/// Whether a mark that such a step shows or hides is one of those, or enters from what another
/// layout has: it does so as the picture goes from before to after.
bool goes_over(const SceneSpec& scene, const StepSpec& step, const MarkSpec& mark, bool show);

}  // namespace lantern
