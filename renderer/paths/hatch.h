#pragma once

#include <string_view>
#include <vector>

#include "renderer/paths/path.h"

namespace lantern {

/// What a region can be filled with beside a plain colour: none, stripes, dots, cross.
const std::vector<std::string_view>& pattern_names();

/// The parts of a region that a pattern inks. It is laid from `from`, so that it goes along with
/// what it fills; at `scale` 1, a stripe comes about every 8 canvas units. Nothing for "none".
Path hatched(const Path& region, std::string_view pattern, Point from, double scale = 1);

}  // namespace lantern
