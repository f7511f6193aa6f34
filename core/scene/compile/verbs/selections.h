#pragma once

#include <string>
#include <vector>

#include "core/scene/compile/step_context.h"

namespace lantern {

/// Marks enter or leave while the step lasts.
void add_visibility(const StepContext& in, const std::vector<SelectionSpec>& selections, bool show);

/// "show line, tip"
std::vector<std::string> selection_words(const char* verb,
                                         const std::vector<SelectionSpec>& selections);

}  // namespace lantern
