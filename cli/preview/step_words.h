#pragma once

#include <string>

#include "core/spec/scene_spec.h"

namespace lantern {

/// What a step does, in a few words of the script: "show line, tip · threshold".
std::string step_words(const StepSpec& step);

}  // namespace lantern
