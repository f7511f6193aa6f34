#pragma once

#include <span>

#include "core/models/model.h"

namespace lantern {

/// Models that evaluate parts of their scene: they bind expressions and make nodes of their own.
/// Sorted by name.
std::span<const ModelType* const> evaluators();

/// All that a script may name as a model: functions of data and evaluators, sorted by name.
std::span<const ModelType* const> scene_models();

}  // namespace lantern
