#include "renderer/labels/label_spot.h"

#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"
#include "renderer/paths/polyline.h"

namespace lantern {
namespace {

/// A leader ends a little before its target, on the way to its middle: at the ellipse in its box,
/// or at the edge of what is long and flat.
Point rim_towards(const Box& target, Point from) {
  constexpr double kClear = 1.5;
  const Point middle = target.center(), way = from - middle;
  const double a = target.width() / 2 + kClear, b = target.height() / 2 + kClear;
  const double x = std::fabs(way.x) / a, y = std::fabs(way.y) / b;
  const bool flat = a > 2 * b || b > 2 * a;
  const double beyond = flat ? std::max(x, y) : portable::hypot(x, y);
  return beyond <= 1 ? from : middle + way * (1 / beyond);
}

}  // namespace

Box moved_into(const Box& box, const Box& within) {
  Box out = box;
  if (box.width() <= within.width()) {
    out = out.moved({std::max(0.0, within.x0 - out.x0) - std::max(0.0, out.x1 - within.x1), 0});
  }
  if (box.height() <= within.height()) {
    out = out.moved({0, std::max(0.0, within.y0 - out.y0) - std::max(0.0, out.y1 - within.y1)});
  }
  return out;
}

Point point_of(const LabelSpot& spot, double along) {
  if (spot.names == Names::way && spot.way) return spot.way->at(along).at;
  return spot.target.center();
}

Box free_box_at(const LabelSpot& spot, const LabelPlace& place) {
  Point by = place.shift;
  if (spot.names == Names::way && place.along != spot.along) {
    by = by + point_of(spot, place.along) - point_of(spot, spot.along);
  }
  return spot.home.moved(by);
}

Box box_at(const LabelSpot& spot, const LabelPlace& place) {
  return moved_into(free_box_at(spot, place), spot.within);
}

Point tip_at(const LabelSpot& spot, const LabelPlace& place, const Box& box) {
  if (spot.names == Names::way) return point_of(spot, place.along);
  if (spot.names == Names::point) {
    return rim_towards(spot.target, nearest_in(box, spot.target.center()));
  }
  if (spot.path) return nearest_to(polylines_of(*spot.path), box).at;
  return nearest_in(spot.target, nearest_in(box, spot.target.center()));
}

}  // namespace lantern
