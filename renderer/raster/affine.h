#pragma once

#include <cmath>

#include "core/base/portable_math.h"
#include "renderer/paths/geometry.h"

namespace lantern {

/// An affine map: x' = xx·x + xy·y + dx, y' = yx·x + yy·y + dy.
struct Affine {
  double xx = 1, xy = 0, dx = 0;
  double yx = 0, yy = 1, dy = 0;

  Point operator()(Point p) const { return {xx * p.x + xy * p.y + dx, yx * p.x + yy * p.y + dy}; }

  static Affine scale(double x, double y) { return {x, 0, 0, 0, y, 0}; }
  static Affine move(Point by) { return {1, 0, by.x, 0, 1, by.y}; }
  /// Clockwise where y points downwards.
  static Affine turn(double angle) {
    if (angle == 0) return {};
    const double c = portable::cos(angle), s = portable::sin(angle);
    return {c, -s, 0, s, c, 0};
  }
};

/// First `inner`, then `outer`.
inline Affine operator*(const Affine& outer, const Affine& inner) {
  const Point d = outer({inner.dx, inner.dy});
  return {
      outer.xx * inner.xx + outer.xy * inner.yx, outer.xx * inner.xy + outer.xy * inner.yy, d.x,
      outer.yx * inner.xx + outer.yy * inner.yx, outer.yx * inner.xy + outer.yy * inner.yy, d.y};
}

}  // namespace lantern
