#pragma once

#include <vector>

#include "renderer/layouts/layout.h"

namespace lantern {

/// What a row is moved towards where rows are moved together, and where it has to stay.
struct Home {
  Point at;
  Box room;
};

/// A part of the area, and what the view has around it on that side, with so much of what is
/// between it and the next view.
Box with_surroundings(Box part, const Plot& plot, double gutter = 0);

/// Moves places together, all by the same factor, until each row's box is in its room.
LaidOut in_room(std::vector<Point> points, const std::vector<Home>& homes,
                std::span<const double> sizes);

}  // namespace lantern
