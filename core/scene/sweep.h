#pragma once

#include "core/models/model.h"

namespace lantern {

/// Evaluates a piece of the graph for each value of one param; its rows are a trace.
extern const ModelType kSweep;

}  // namespace lantern
