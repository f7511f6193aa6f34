#pragma once

#include <vector>

#include "core/scene/state.h"
#include "core/spec/diagnostics.h"
#include "core/spec/theme.h"
#include "renderer/text/text_shaper.h"

namespace lantern {

/// What is wrong with the formulas of a moment: all of them, not just the first.
std::vector<Diagnostic> formula_mistakes(const State& state, const Theme& theme,
                                         const TextShaper& shaper);

}  // namespace lantern
