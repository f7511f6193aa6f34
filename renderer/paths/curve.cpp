#include "renderer/paths/curve.h"

#include <algorithm>
#include <cmath>

namespace lantern {
namespace {

/// `where` is the fraction of the way at which the step is made: 0 before, 1 after.
Path step_path(const std::vector<Point>& points, double where) {
  Path path;
  for (size_t i = 0; i < points.size(); ++i) {
    if (i == 0) {
      path.move_to(points[0]);
      continue;
    }
    const double x = points[i - 1].x + (points[i].x - points[i - 1].x) * where;
    if (where > 0) path.line_to({x, points[i - 1].y});
    if (where < 1) path.line_to({x, points[i].y});
    path.line_to(points[i]);
  }
  return path;
}

double sign(double x) {
  return x < 0 ? -1 : 1;
}

/// The slope at the middle of three points (Steffen 1990, eq. 11).
double middle_slope(Point a, Point b, Point c) {
  const double h0 = b.x - a.x, h1 = c.x - b.x;
  if (h0 == 0 || h1 == 0) return 0;
  const double s0 = (b.y - a.y) / h0, s1 = (c.y - b.y) / h1;
  const double p = (s0 * h1 + s1 * h0) / (h0 + h1);
  return (sign(s0) + sign(s1)) * std::min({std::fabs(s0), std::fabs(s1), 0.5 * std::fabs(p)});
}

double end_slope(Point a, Point b, double other) {
  const double h = b.x - a.x;
  return h == 0 ? other : (3 * (b.y - a.y) / h - other) / 2;
}

Path smooth_path(const std::vector<Point>& points) {
  const size_t n = points.size();
  if (n < 3) return polyline_path(points);
  std::vector<double> slopes(n);
  for (size_t i = 1; i + 1 < n; ++i) {
    slopes[i] = middle_slope(points[i - 1], points[i], points[i + 1]);
  }
  slopes[0] = end_slope(points[0], points[1], slopes[1]);
  slopes[n - 1] = end_slope(points[n - 2], points[n - 1], slopes[n - 2]);
  Path path;
  path.move_to(points[0]);
  for (size_t i = 1; i < n; ++i) {
    const double third = (points[i].x - points[i - 1].x) / 3;
    path.cubic_to({points[i - 1].x + third, points[i - 1].y + third * slopes[i - 1]},
                  {points[i].x - third, points[i].y - third * slopes[i]}, points[i]);
  }
  return path;
}

}  // namespace

const std::vector<std::string_view>& curve_names() {
  static const std::vector<std::string_view> kNames{"linear", "step", "step_before", "step_after",
                                                    "smooth"};
  return kNames;
}

Path curve_path(const std::vector<Point>& points, std::string_view curve) {
  if (curve == "step") return step_path(points, 0.5);
  if (curve == "step_before") return step_path(points, 0);
  if (curve == "step_after") return step_path(points, 1);
  if (curve == "smooth") return smooth_path(points);
  return polyline_path(points);
}

}  // namespace lantern
