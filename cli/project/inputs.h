#pragma once

#include <string>
#include <vector>

#include "cli/project/desk.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// The files that the pictures of a scene are made of, each once, sorted: the script, the tables
/// that it reads, whatever else was read for it, its theme, the glyphs. Of a scene that could not
/// be read, what is known (`spec` is null then).
std::vector<std::string> inputs_of(const std::string& script, const SceneSpec* spec,
                                   const Options& options, const Desk& desk);

}  // namespace lantern
