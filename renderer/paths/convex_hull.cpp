#include "renderer/paths/convex_hull.h"

#include <cmath>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

double cross(Point o, Point a, Point b) {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/// One side of the hull of points in order, without its last point.
void add_chain(std::span<const Point> points, std::vector<Point>& out) {
  const size_t start = out.size();
  for (const Point& p : points) {
    while (out.size() >= start + 2 && cross(out[out.size() - 2], out.back(), p) <= 0) {
      out.pop_back();
    }
    out.push_back(p);
  }
  out.pop_back();
}

double length(Point a, Point b) {
  return portable::hypot(b.x - a.x, b.y - a.y);
}

/// Where the line straight up from the middle leaves the polygon: an edge, and how far along it.
std::pair<size_t, double> above_middle(std::span<const Point> polygon, Point middle) {
  std::pair<size_t, double> best{0, 0};
  double top = middle.y;
  for (size_t i = 0; i < polygon.size(); ++i) {
    const Point a = polygon[i], b = polygon[(i + 1) % polygon.size()];
    if ((a.x - middle.x) * (b.x - middle.x) > 0 || a.x == b.x) continue;
    const double t = (middle.x - a.x) / (b.x - a.x);
    const double y = a.y + (b.y - a.y) * t;
    if (y < top) {
      top = y;
      best = {i, t};
    }
  }
  return best;
}

}  // namespace

std::vector<Point> convex_hull(std::vector<Point> points) {
  std::sort(points.begin(), points.end(),
            [](Point a, Point b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
  points.erase(std::unique(points.begin(), points.end()), points.end());
  if (points.size() < 3) return points;
  std::vector<Point> out;
  add_chain(points, out);
  const std::vector<Point> back(points.rbegin(), points.rend());
  add_chain(back, out);
  return out;
}

std::vector<Point> resampled(std::span<const Point> polygon, size_t count) {
  if (polygon.size() < 3) return {polygon.begin(), polygon.end()};
  double whole = 0;
  Box box;
  for (size_t i = 0; i < polygon.size(); ++i) {
    whole += length(polygon[i], polygon[(i + 1) % polygon.size()]);
    box.add(polygon[i]);
  }
  auto [edge, along] = above_middle(polygon, box.center());
  double left = along * length(polygon[edge], polygon[(edge + 1) % polygon.size()]);
  std::vector<Point> out;
  for (size_t i = 0; i < count; ++i) {
    double edge_length = length(polygon[edge], polygon[(edge + 1) % polygon.size()]);
    while (left > edge_length) {
      left -= edge_length;
      edge = (edge + 1) % polygon.size();
      edge_length = length(polygon[edge], polygon[(edge + 1) % polygon.size()]);
    }
    const double t = edge_length > 0 ? left / edge_length : 0;
    out.push_back(mix(polygon[edge], polygon[(edge + 1) % polygon.size()], t));
    left += whole / double(count);
  }
  return out;
}

}  // namespace lantern
