#include "renderer/paths/svg_arc.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

constexpr double kPi = std::numbers::pi;

/// An elliptical arc by its centre: SVG 2, appendix B.2.4 and B.2.5.
struct CentredArc {
  Point center;
  double rx, ry, tilt, start, turn;

  CentredArc(Point from, const SvgArc& arc, Point to)
      : rx(std::abs(arc.rx)), ry(std::abs(arc.ry)), tilt(arc.tilt) {
    const double c = portable::cos(tilt), s = portable::sin(tilt);
    const Point half = (from - to) * 0.5;
    const Point p{c * half.x + s * half.y, c * half.y - s * half.x};
    const double excess = (p.x * p.x) / (rx * rx) + (p.y * p.y) / (ry * ry);
    if (excess > 1) {
      rx *= std::sqrt(excess);
      ry *= std::sqrt(excess);
    }
    double k = excess < 1 ? std::sqrt((1 - excess) / excess) : 0;
    if (arc.large == arc.sweep) k = -k;
    const Point middle{k * rx * p.y / ry, -k * ry * p.x / rx};
    center = mix(from, to, 0.5) + Point{c * middle.x - s * middle.y, s * middle.x + c * middle.y};
    start = portable::atan2((p.y - middle.y) / ry, (p.x - middle.x) / rx);
    turn = portable::atan2((-p.y - middle.y) / ry, (-p.x - middle.x) / rx) - start;
    if (arc.sweep && turn < 0) turn += 2 * kPi;
    if (!arc.sweep && turn > 0) turn -= 2 * kPi;
  }

  /// A point of the unit circle, on the ellipse.
  Point from_unit(double x, double y) const {
    const double c = portable::cos(tilt), s = portable::sin(tilt);
    return center + Point{c * rx * x - s * ry * y, s * rx * x + c * ry * y};
  }
};

}  // namespace

void append_svg_arc(Path& path, Point from, const SvgArc& arc, Point to) {
  if (from == to) return;
  if (arc.rx == 0 || arc.ry == 0) return path.line_to(to);
  const CentredArc centred(from, arc, to);
  if (!std::isfinite(centred.turn)) return path.line_to(to);  // radii beyond what squares can hold
  // The small slack keeps a quarter that rounding made a little longer in one piece.
  const int count =
      std::max(1, static_cast<int>(std::ceil(std::abs(centred.turn) / (kPi / 2) - 1e-9)));
  const double step = centred.turn / count;
  const double handle = 4.0 / 3.0 * portable::tan(step / 4);
  for (int i = 0; i < count; ++i) {
    const double a = centred.start + i * step, b = a + step;
    const double ca = portable::cos(a), sa = portable::sin(a), cb = portable::cos(b),
                 sb = portable::sin(b);
    const Point end = i + 1 == count ? to : centred.from_unit(cb, sb);
    path.cubic_to(centred.from_unit(ca - handle * sa, sa + handle * ca),
                  centred.from_unit(cb + handle * sb, sb - handle * cb), end);
  }
}

}  // namespace lantern
