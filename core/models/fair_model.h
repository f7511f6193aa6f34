#pragma once

#include <string_view>

#include "core/models/fair_thresholds.h"

namespace lantern {

/// A model that makes groups equal in this way.
ModelType fair_model(std::string_view name, std::string_view doc, Parity parity);

}  // namespace lantern
