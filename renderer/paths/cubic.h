#pragma once

#include <array>

#include "renderer/paths/geometry.h"

namespace lantern {

/// A cubic Bézier curve: start, two control points, end.
using Cubic = std::array<Point, 4>;

Point point_at(const Cubic& curve, double t);

/// The piece between two of its parameters.
Cubic part_of(const Cubic& curve, double from, double to);

/// The parameter at which it leaves a box that its start is in, or, from the end, enters the box
/// that its end is in; its own end where it is never outside.
double leaves(const Cubic& curve, const Box& box, bool from_end);

}  // namespace lantern
