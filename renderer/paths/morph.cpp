#include "renderer/paths/morph.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "core/base/portable_math.h"
#include "renderer/paths/polyline.h"

namespace lantern {
namespace {

struct Outline {
  std::vector<Point> points;
  bool closed = false;

  Point middle() const {
    Box box;
    for (const Point p : points) box.add(p);
    return box.center();
  }
};

double far_apart(Point a, Point b) {
  return portable::hypot(a.x - b.x, a.y - b.y);
}

std::vector<Outline> outlines_in(const Path& path) {
  std::vector<Outline> out;
  for (Polyline& line : polylines_of(path)) {
    const bool closed = line.size() > 2 && line.front() == line.back();
    if (closed) line.pop_back();
    if (!line.empty()) out.push_back({std::move(line), closed});
  }
  return out;
}

/// So many points at equal distances along it, both ends included where it is open.
std::vector<Point> spread(const Outline& outline, size_t count) {
  std::vector<Point> points = outline.points;
  if (outline.closed) points.push_back(points.front());
  std::vector<double> lengths{0};
  for (size_t i = 1; i < points.size(); ++i) {
    lengths.push_back(lengths.back() + far_apart(points[i - 1], points[i]));
  }
  std::vector<Point> out;
  const double steps = double(outline.closed ? count : std::max<size_t>(count, 2) - 1);
  for (size_t i = 0, piece = 1; i < count; ++i) {
    const double far = lengths.back() * double(i) / steps;
    while (piece + 1 < points.size() && lengths[piece] < far) ++piece;
    if (points.size() == 1 || lengths[piece] <= lengths[piece - 1]) {
      out.push_back(points[std::min(piece, points.size()) - 1]);
      continue;
    }
    const double share = (far - lengths[piece - 1]) / (lengths[piece] - lengths[piece - 1]);
    out.push_back(mix(points[piece - 1], points[piece], std::clamp(share, 0.0, 1.0)));
  }
  return out;
}

/// How far the points of a closed outline are to be counted on, so that they lie nearest to those
/// of another one, both about their own middles.
size_t best_turn(const std::vector<Point>& a, Point middle_a, const std::vector<Point>& b,
                 Point middle_b) {
  constexpr size_t kTries = 48;
  const size_t count = a.size(), step = std::max<size_t>(1, count / kTries);
  size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (size_t turn = 0; turn < count; turn += step) {
    double sum = 0;
    for (size_t i = 0; i < count; i += step) {
      const Point way = (a[i] - middle_a) - (b[(i + turn) % count] - middle_b);
      sum += way.x * way.x + way.y * way.y;
    }
    if (sum < least) {
      least = sum;
      best = turn;
    }
  }
  return best;
}

void add(Path& path, const std::vector<Point>& points, bool closed) {
  path.append(polyline_path(points));
  if (closed) path.close();
}

void add_between(Path& path, const Outline& from, const Outline& to, double t) {
  const size_t count = std::max<size_t>(std::max(from.points.size(), to.points.size()), 2);
  const std::vector<Point> a = spread(from, count);
  std::vector<Point> b = spread(to, count);
  if (from.closed && to.closed) {
    std::rotate(b.begin(), b.begin() + std::ptrdiff_t(best_turn(a, from.middle(), b, to.middle())),
                b.end());
  } else if (far_apart(a.front(), b.back()) + far_apart(a.back(), b.front()) <
             far_apart(a.front(), b.front()) + far_apart(a.back(), b.back())) {
    std::reverse(b.begin(), b.end());
  }
  std::vector<Point> out(count);
  for (size_t i = 0; i < count; ++i) out[i] = mix(a[i], b[i], t);
  add(path, out, from.closed && to.closed);
}

/// `size`: 1 is all of it, 0 its middle.
void add_alone(Path& path, const Outline& one, double size) {
  std::vector<Point> points = one.points;
  const Point middle = one.middle();
  for (Point& p : points) p = mix(middle, p, size);
  add(path, points, one.closed);
}

/// Of very many, who is whose cannot be seen.
std::vector<std::optional<size_t>> pairs_in_order(const std::vector<Outline>& from,
                                                  const std::vector<Outline>& to) {
  std::vector<std::optional<size_t>> out(from.size());
  for (size_t i = 0; i < std::min(from.size(), to.size()); ++i) {
    if (from[i].closed == to[i].closed) out[i] = i;
  }
  return out;
}

/// Which outline of `to` each of `from` becomes: the pairs that are nearest to each other first.
std::vector<std::optional<size_t>> pairs(const std::vector<Outline>& from,
                                         const std::vector<Outline>& to) {
  struct Pair {
    double far;
    size_t a, b;
  };
  constexpr size_t kMost = 40000;
  if (from.size() * to.size() > kMost) return pairs_in_order(from, to);
  std::vector<Pair> all;
  for (size_t a = 0; a < from.size(); ++a) {
    for (size_t b = 0; b < to.size(); ++b) {
      if (from[a].closed != to[b].closed && from.size() + to.size() > 2) continue;
      all.push_back({far_apart(from[a].middle(), to[b].middle()), a, b});
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Pair& x, const Pair& y) { return x.far < y.far; });
  std::vector<std::optional<size_t>> out(from.size());
  std::vector<bool> taken(to.size(), false);
  for (const Pair& pair : all) {
    if (out[pair.a] || taken[pair.b]) continue;
    out[pair.a] = pair.b;
    taken[pair.b] = true;
  }
  return out;
}

}  // namespace

Path morphed(const Path& from, const Path& to, double t) {
  if (t <= 0) return from;
  if (t >= 1) return to;
  const std::vector<Outline> a = outlines_in(from), b = outlines_in(to);
  const std::vector<std::optional<size_t>> partners = pairs(a, b);
  std::vector<bool> met(b.size(), false);
  Path out;
  for (size_t i = 0; i < a.size(); ++i) {
    if (partners[i]) {
      add_between(out, a[i], b[*partners[i]], t);
      met[*partners[i]] = true;
    } else {
      add_alone(out, a[i], 1 - t);
    }
  }
  for (size_t i = 0; i < b.size(); ++i) {
    if (!met[i]) add_alone(out, b[i], t);
  }
  return out;
}

}  // namespace lantern
