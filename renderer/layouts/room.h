#pragma once

#include <vector>

#include "renderer/layouts/layout.h"

namespace lantern {

/// What a row is moved towards where rows are moved together, and where it has to stay.
struct Home {
  Point at;
  Box room;
};

/// The boxes of rows at these places.
std::vector<Box> boxes_of(const std::vector<Point>& points, const std::vector<size_t>& rows,
                          std::span<const double> sizes);

/// A part of the area, and what the view has around it on that side, with so much of what is
/// between it and the next view. Above it only where those of the boxes that come there
/// are beside the heading.
Box with_surroundings(Box part, const Plot& plot, std::span<const Box> boxes, double gutter = 0);

/// Moves places together, all by the same factor, until each row's box is in its room.
LaidOut in_room(std::vector<Point> points, const std::vector<Home>& homes,
                std::span<const double> sizes);

}  // namespace lantern
