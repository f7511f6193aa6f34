#pragma once

#include <algorithm>
#include <limits>

namespace lantern {

/// A place in canvas units, y downwards.
struct Point {
  double x = 0;
  double y = 0;

  friend bool operator==(const Point&, const Point&) = default;
  friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
  friend Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
  friend Point operator*(Point a, double k) { return {a.x * k, a.y * k}; }
};

inline Point mix(Point a, Point b, double t) {
  return a + (b - a) * t;
}

/// An axis-aligned rectangle; the default one is empty and grows by `add`.
struct Box {
  double x0 = std::numeric_limits<double>::infinity();
  double y0 = std::numeric_limits<double>::infinity();
  double x1 = -std::numeric_limits<double>::infinity();
  double y1 = -std::numeric_limits<double>::infinity();

  static Box around(Point center, double width, double height) {
    return {center.x - width / 2, center.y - height / 2, center.x + width / 2,
            center.y + height / 2};
  }

  bool empty() const { return x1 < x0 || y1 < y0; }
  double width() const { return empty() ? 0 : x1 - x0; }
  double height() const { return empty() ? 0 : y1 - y0; }
  /// (0, 0) for an empty box, so that a number comes out.
  Point center() const { return empty() ? Point{} : Point{(x0 + x1) / 2, (y0 + y1) / 2}; }

  void add(Point p) {
    x0 = std::min(x0, p.x);
    y0 = std::min(y0, p.y);
    x1 = std::max(x1, p.x);
    y1 = std::max(y1, p.y);
  }
  void add(const Box& other) {
    if (other.empty()) return;
    add(Point{other.x0, other.y0});
    add(Point{other.x1, other.y1});
  }
  Box inset(double by) const { return {x0 + by, y0 + by, x1 - by, y1 - by}; }
  Box moved(Point by) const { return {x0 + by.x, y0 + by.y, x1 + by.x, y1 + by.y}; }
  bool contains(Point p) const { return p.x >= x0 && p.x <= x1 && p.y >= y0 && p.y <= y1; }
  bool overlaps(const Box& other) const {
    return x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1;
  }
  friend bool operator==(const Box&, const Box&) = default;
};

/// What lies in both; empty where nothing does.
inline Box intersection(const Box& a, const Box& b) {
  const Box both{std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1),
                 std::min(a.y1, b.y1)};
  return both.empty() ? Box{} : both;
}

inline Box mix(const Box& a, const Box& b, double t) {
  const auto lerp = [t](double u, double v) { return u + (v - u) * t; };
  return {lerp(a.x0, b.x0), lerp(a.y0, b.y0), lerp(a.x1, b.x1), lerp(a.y1, b.y1)};
}

}  // namespace lantern
