#pragma once

#include <functional>

#include "core/diagnostics/location.h"

namespace lantern {

/// Where a stretch of an expression's text stands in its file.
using Locate = std::function<Location(size_t offset, size_t length)>;

}  // namespace lantern
