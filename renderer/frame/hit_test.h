#pragma once

#include <optional>
#include <vector>

#include "renderer/frame/frame.h"

namespace lantern {

/// What lies under a point.
struct Hit {
  std::vector<const Item*> way;  ///< the frame's item, then down its groups to what was hit
  int instance = -1;             ///< where that is Instances: which of them
  Box box;                       ///< of what was hit
};

/// The topmost item that paints at `at`, or, where there is none, that comes within `slack` canvas
/// units: thin lines are hard to point at. Texts count as their boxes. The frame must outlive the
/// result.
std::optional<Hit> hit_test(const Frame& frame, Point at, double slack);

}  // namespace lantern
