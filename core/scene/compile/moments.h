#pragma once

#include <vector>

#include "core/scene/run/timeline.h"

namespace lantern {

/// The moments by which a whole film is known: starts and ends of all steps, what was there before
/// each jump, where an `animate` goes through a waypoint, and some in between (leaves move there
/// alone, and what is computed from them may be largest on the way). Sorted, each once.
std::vector<Moment> moments_of(const Timeline& timeline);

}  // namespace lantern
