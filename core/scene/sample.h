#pragma once

#include "core/models/model.h"

namespace lantern {

/// A function evaluated over a grid of its variables.
extern const ModelType kSample;

}  // namespace lantern
