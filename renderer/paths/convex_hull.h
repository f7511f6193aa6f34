#pragma once

#include <span>
#include <vector>

#include "renderer/paths/geometry.h"

namespace lantern {

/// The corners of the smallest convex polygon around points, clockwise on the canvas (Andrew's
/// monotone chain, 1979). Fewer than three points come back as they are, without repeats.
std::vector<Point> convex_hull(std::vector<Point> points);

/// `count` points at equal distances along a closed polygon, the first one straight above its
/// middle: two such outlines morph without turning.
std::vector<Point> resampled(std::span<const Point> polygon, size_t count);

}  // namespace lantern
