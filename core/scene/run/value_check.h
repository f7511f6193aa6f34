#pragma once

#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "core/scene/run/state.h"

namespace lantern {

/// What the values of the visible marks do not allow at a moment, though each is of the right type:
/// texts on a ramp of colours, several colours for one line, numbers in texts and titles that are
/// none.
std::vector<Diagnostic> wrong_values(const Snapshot& snapshot);

}  // namespace lantern
