#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/project.h"

namespace lantern {

/// The files that pictures of a scene depend on: the script, the tables that it reads, the theme and
/// the glyphs.
std::set<std::string> input_files(const std::string& script, const SceneSpec& spec,
                                  const Options& options, const Desk& desk);

/// Writes a rule for make (and ninja's `depfile`) to `options.deps`: the outputs depend on all
/// input files. Does nothing where no file is asked for.
void write_deps(const std::string& script, const Scene& scene,
                const std::vector<std::string>& outputs, const Options& options, const Desk& desk);

}  // namespace lantern
