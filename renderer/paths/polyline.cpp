#include "renderer/paths/polyline.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

/// The place on a piece nearest to a box: along a straight line, the distance from what is convex
/// has one valley.
Nearest nearest_on(Point a, Point b, const Box& box) {
  const auto place = [&](double t) {
    const Point p = mix(a, b, t), q = nearest_in(box, p);
    return Nearest{p, portable::hypot(p.x - q.x, p.y - q.y)};
  };
  double low = 0, high = 1;
  for (int i = 0; i < 12; ++i) {
    const double left = low + (high - low) / 3, right = high - (high - low) / 3;
    const bool nearer = place(left).distance <= place(right).distance;
    (nearer ? high : low) = nearer ? right : left;
  }
  return place((low + high) / 2);
}

double side_of(Point a, Point b, Point p) {
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

}  // namespace

Point on_cubic(Point a, Point b, Point c, Point d, double t) {
  const Point ab = mix(a, b, t), bc = mix(b, c, t), cd = mix(c, d, t);
  return mix(mix(ab, bc, t), mix(bc, cd, t), t);
}

std::vector<Polyline> polylines_of(const Path& path, int chords) {
  std::vector<Polyline> out;
  size_t next = 0;
  for (const Verb verb : path.verbs) {
    if (verb == Verb::move) {
      out.push_back({path.points[next++]});
    } else if (out.empty()) {
      continue;
    } else if (verb == Verb::line) {
      out.back().push_back(path.points[next++]);
    } else if (verb == Verb::cubic) {
      const Point from = out.back().back();
      for (int i = 1; i <= chords; ++i) {
        out.back().push_back(on_cubic(from, path.points[next], path.points[next + 1],
                                      path.points[next + 2], i / static_cast<double>(chords)));
      }
      next += 3;
    } else {
      out.back().push_back(out.back().front());
    }
  }
  return out;
}

Nearest nearest_to(const std::vector<Polyline>& lines, const Box& box) {
  Nearest best{{}, std::numeric_limits<double>::infinity()};
  for (const Polyline& line : lines) {
    if (line.size() == 1) {
      const Nearest here = nearest_on(line[0], line[0], box);
      if (here.distance < best.distance) best = here;
    }
    for (size_t i = 1; i < line.size(); ++i) {
      const Nearest here = nearest_on(line[i - 1], line[i], box);
      if (here.distance < best.distance) best = here;
    }
  }
  return best;
}

bool encloses(const std::vector<Polyline>& lines, Point p) {
  bool inside = false;
  for (const Polyline& line : lines) {
    for (size_t i = 0, j = line.size() - 1; i < line.size(); j = i++) {
      const Point a = line[i], b = line[j];
      if ((a.y > p.y) == (b.y > p.y)) continue;
      if (p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
    }
  }
  return inside;
}

Point nearest_in(const Box& box, Point p) {
  return {std::clamp(p.x, box.x0, box.x1), std::clamp(p.y, box.y0, box.y1)};
}

bool cross(Point a, Point b, Point c, Point d) {
  return side_of(a, b, c) * side_of(a, b, d) < 0 && side_of(c, d, a) * side_of(c, d, b) < 0;
}

}  // namespace lantern
