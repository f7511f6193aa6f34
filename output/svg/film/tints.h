#pragma once

#include <vector>

#include "output/svg/film/animation.h"

namespace lantern::svg {

/// A colour (r, g, b, a) that a symbol has for a while.
struct Tint {
  Stretch stretch;
  std::vector<double> rgba;
};

/// The colours that hold, and those at which the way between two turns; what is passed through is
/// made by mixing its neighbours.
std::vector<Tint> tints_of(const Samples& colors);

/// How far tint `t` is seen at a frame, 0…1: fully where it holds, on the way to it over the one
/// before, which stays below until then.
double share_of(const std::vector<Tint>& tints, size_t t, const Samples& colors, int frame);

}  // namespace lantern::svg
