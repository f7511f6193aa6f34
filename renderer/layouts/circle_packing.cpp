#include "renderer/layouts/circle_packing.h"

#include <cmath>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

struct Circle {
  Point at;
  double radius = 0;
};

/// The place of a circle that touches `a` and `b`, on the left of the way from b to a.
Point touching(const Circle& b, const Circle& a, double radius) {
  const Point d = b.at - a.at;
  const double square = d.x * d.x + d.y * d.y;
  if (square == 0) return {a.at.x + a.radius + radius, a.at.y};
  const double ra = (a.radius + radius) * (a.radius + radius);
  const double rb = (b.radius + radius) * (b.radius + radius);
  if (ra > rb) {
    const double x = (square + rb - ra) / (2 * square);
    const double y = std::sqrt(std::max(0.0, rb / square - x * x));
    return {b.at.x - x * d.x - y * d.y, b.at.y - x * d.y + y * d.x};
  }
  const double x = (square + ra - rb) / (2 * square);
  const double y = std::sqrt(std::max(0.0, ra / square - x * x));
  return {a.at.x + x * d.x - y * d.y, a.at.y + x * d.y + y * d.x};
}

bool intersect(const Circle& a, const Circle& b) {
  const double reach = a.radius + b.radius - 1e-6;
  const Point d = b.at - a.at;
  return reach > 0 && reach * reach > d.x * d.x + d.y * d.y;
}

/// The chain of circles on the outside, as a ring of indices.
class Packer {
 public:
  explicit Packer(std::span<const double> radii) : next_(radii.size()), previous_(radii.size()) {
    for (const double radius : radii) circles_.push_back({{}, radius});
  }

  std::vector<Circle> pack() {
    if (circles_.size() < 2) return circles_;
    circles_[0].at = {-circles_[1].radius, 0};
    circles_[1].at = {circles_[0].radius, 0};
    if (circles_.size() == 2) return circles_;
    circles_[2].at = touching(circles_[1], circles_[0], circles_[2].radius);
    link(0, 1);
    link(1, 2);
    link(2, 0);
    size_t a = 0, b = 1;
    for (size_t c = 3; c < circles_.size(); ++c) place(c, a, b);
    center(a);
    return circles_;
  }

 private:
  void link(size_t from, size_t to) {
    next_[from] = to;
    previous_[to] = from;
  }

  /// Puts circle c beside the pair (a, b) of the chain, or the next pair where it would lie on
  /// another circle of the chain; then goes on from the pair that is nearest to the middle.
  void place(size_t c, size_t& a, size_t& b) {
    while (true) {
      circles_[c].at = touching(circles_[a], circles_[b], circles_[c].radius);
      if (!shorten(c, a, b)) break;
    }
    link(a, c);
    link(c, b);
    b = c;
    double least = weight(a);
    for (size_t i = next_[c]; i != b; i = next_[i]) {
      const double w = weight(i);
      if (w < least) {
        a = i;
        least = w;
      }
    }
    b = next_[a];
  }

  /// Takes what circle c would overlap, and all between, out of the chain. False: nothing.
  bool shorten(size_t c, size_t& a, size_t& b) {
    size_t ahead = next_[b], behind = previous_[a];
    double way_ahead = circles_[b].radius, way_behind = circles_[a].radius;
    do {
      if (way_ahead <= way_behind) {
        if (intersect(circles_[ahead], circles_[c])) {
          b = ahead;
          link(a, b);
          return true;
        }
        way_ahead += circles_[ahead].radius;
        ahead = next_[ahead];
      } else {
        if (intersect(circles_[behind], circles_[c])) {
          a = behind;
          link(a, b);
          return true;
        }
        way_behind += circles_[behind].radius;
        behind = previous_[behind];
      }
    } while (ahead != next_[behind]);
    return false;
  }

  /// How far the touching point of a circle and the next one is from the middle.
  double weight(size_t i) const {
    const Circle& a = circles_[i];
    const Circle& b = circles_[next_[i]];
    const double both = a.radius + b.radius;
    if (both == 0) return 0;
    const Point p = (a.at * b.radius + b.at * a.radius) * (1 / both);
    return p.x * p.x + p.y * p.y;
  }

  /// The middle of the box around the chain becomes (0, 0).
  void center(size_t start) {
    Box box;
    size_t i = start;
    do {
      box.add(Box::around(circles_[i].at, 2 * circles_[i].radius, 2 * circles_[i].radius));
      i = next_[i];
    } while (i != start);
    const Point middle = box.center();
    for (Circle& circle : circles_) circle.at = circle.at - middle;
  }

  std::vector<Circle> circles_;
  std::vector<size_t> next_, previous_;
};

}  // namespace

std::vector<Point> pack_circles(std::span<const double> radii) {
  std::vector<Point> out;
  for (const Circle& circle : Packer(radii).pack()) out.push_back(circle.at);
  return out;
}

double packing_radius(std::span<const double> radii, std::span<const Point> places) {
  double out = 0;
  for (size_t i = 0; i < radii.size(); ++i) {
    out = std::max(out, portable::hypot(places[i].x, places[i].y) + radii[i]);
  }
  return out;
}

}  // namespace lantern
