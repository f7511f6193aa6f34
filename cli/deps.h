#pragma once

#include <string>
#include <vector>

#include "cli/project.h"

namespace lantern {

/// Writes a rule for make (and ninja's `depfile`) to `options.deps`: the outputs depend on the
/// script, the tables that it reads, the theme and the glyphs. Does nothing where no file is asked
/// for.
void write_deps(const std::string& script, const Scene& scene,
                const std::vector<std::string>& outputs, const Options& options, const Desk& desk);

}  // namespace lantern
