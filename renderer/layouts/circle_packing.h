#pragma once

#include <span>
#include <vector>

#include "renderer/paths/geometry.h"

namespace lantern {

/// LaidOut circles of these radii close together without overlap, in their order, the first ones in
/// the middle; the packing's weight is at (0, 0). The front-chain rule of Wang, Wang, Dai & Wang,
/// "Visualization of large hierarchical data by circle packing" (CHI 2006), as in d3-hierarchy's
/// packSiblings.
std::vector<Point> pack_circles(std::span<const double> radii);

/// The radius about (0, 0) within which such a packing lies.
double packing_radius(std::span<const double> radii, std::span<const Point> places);

}  // namespace lantern
