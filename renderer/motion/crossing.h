#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "renderer/paths/geometry.h"

namespace lantern {

/// Where something is before and after a transition.
struct Journey {
  Box from, to;
};

/// The journeys that would lie on others on their way, though neither at its start nor at its end:
/// as few as leave none that do.
std::set<size_t> crossing(const std::vector<Journey>& journeys);

}  // namespace lantern
