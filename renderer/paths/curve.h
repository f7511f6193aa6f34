#pragma once

#include <string_view>
#include <vector>

#include "renderer/paths/path.h"

namespace lantern {

/// Ways to join points: linear, step (halfway), step_before, step_after, smooth.
const std::vector<std::string_view>& curve_names();

/// An open path through the points. "smooth" is monotone in x where x is (Steffen 1990), so that
/// it never overshoots the data.
Path curve_path(const std::vector<Point>& points, std::string_view curve);

}  // namespace lantern
