#pragma once

#include "core/models/model.h"

namespace lantern {

/// Columns computed from the rows of a table and whatever else the scene knows.
extern const ModelType kDerive;

}  // namespace lantern
