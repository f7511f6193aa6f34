#pragma once

#include "cli/project/desk.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// Reads the theme and the glyphs that stand in files beside a scene. Mistakes go to the desk.
void load_own_looks(SceneSpec& scene, const Options& options, Desk& desk);

/// The theme in a file that the user names. Throws UsageError where it is not right.
Theme given_theme(const std::string& path, const Desk& desk);

}  // namespace lantern
