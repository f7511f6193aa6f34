#pragma once

#include <vector>

#include "renderer/paths/path.h"

namespace lantern {

using Polyline = std::vector<Point>;

/// The point of a cubic at `t` (0…1), by de Casteljau.
Point on_cubic(Point a, Point b, Point c, Point d, double t);

/// The subpaths of an outline as straight pieces; curves become `chords` each.
std::vector<Polyline> polylines_of(const Path& path, int chords = 8);

/// The place on the outline that is nearest to a box, and how far away: 0 where they touch.
struct Nearest {
  Point at;
  double distance = 0;
};
Nearest nearest_to(const std::vector<Polyline>& lines, const Box& box);

/// Whether a point is inside the outline, by the even-odd rule.
bool encloses(const std::vector<Polyline>& lines, Point p);

/// The point of a box that is nearest to `p`: `p` itself where it is inside.
Point nearest_in(const Box& box, Point p);

/// Whether two straight pieces cross.
bool cross(Point a, Point b, Point c, Point d);

}  // namespace lantern
