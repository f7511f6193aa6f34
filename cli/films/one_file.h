#pragma once

#include <functional>
#include <string>

#include "cli/project/project.h"

namespace lantern {

/// What the commands that make one file of one scene have in common: reads the scene, refuses to
/// overwrite what it reads, writes `--deps`, and calls `make` for the file at `path`, but not with
/// `--if-changed` where it is up to date. `command` is the word that tells files of one name
/// apart. Returns the exit code.
int make_file(const Options& options, const std::string& command, const std::string& path,
              const std::function<bool(const Scene&, Desk&)>& make);

/// With --strict, looks for what `check` would tell of the scene's pictures. False where nothing is
/// to be made.
bool passes_strictly(const Scene& scene, const Production& production, const Options& options,
                     Desk& desk);

/// In the current folder, named after the scene: "talk" of a "scenes/talk.yaml".
std::string stem_of_scene(const std::string& scene);

}  // namespace lantern
