#include "renderer/paths/clip.h"

#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "renderer/paths/cubic.h"

namespace lantern {
namespace {

bool all_inside(const Path& path, const Box& box) {
  return std::all_of(path.points.begin(), path.points.end(),
                     [&](Point p) { return box.contains(p); });
}

/// The share of the way from `a` to `b` that is in the box (Liang & Barsky 1984).
std::optional<std::pair<double, double>> part_inside(Point a, Point b, const Box& box) {
  double from = 0, to = 1;
  const auto cut = [&](double way, double room) {  // way · t ≤ room
    if (way == 0) return room >= 0;
    const double t = room / way;
    if (way < 0) from = std::max(from, t);
    else to = std::min(to, t);
    return from <= to;
  };
  const Point way = b - a;
  const bool inside = cut(-way.x, a.x - box.x0) && cut(way.x, box.x1 - a.x) &&
                      cut(-way.y, a.y - box.y0) && cut(way.y, box.y1 - a.y);
  return inside ? std::optional(std::pair(from, to)) : std::nullopt;
}

/// Places on a line are found from the end that is nearer: from far away they would be lost in
/// rounding.
bool is_farther(Point a, Point b) {
  return std::max(std::fabs(a.x), std::fabs(a.y)) > std::max(std::fabs(b.x), std::fabs(b.y));
}

/// The piece of a line that is in the box.
std::optional<std::pair<Point, Point>> piece_inside(Point a, Point b, const Box& box) {
  const bool turned = is_farther(a, b);
  if (turned) std::swap(a, b);
  const auto part = part_inside(a, b, box);
  if (!part) return std::nullopt;
  std::pair<Point, Point> out{part->first > 0 ? mix(a, b, part->first) : a,
                              part->second < 1 ? mix(a, b, part->second) : b};
  if (turned) std::swap(out.first, out.second);
  return out;
}

double along(const Cubic& c, bool x, double t) {
  const Point p = point_at(c, t);
  return x ? p.x : p.y;
}

/// Where the coordinate turns back: the roots of its derivative, with 0 and 1 around them.
std::vector<double> turns(const Cubic& c, bool x) {
  const auto of = [&](size_t i) { return x ? c[i].x : c[i].y; };
  const double d0 = of(1) - of(0), d1 = of(2) - of(1), d2 = of(3) - of(2);
  const double a = d0 - 2 * d1 + d2, b = 2 * (d1 - d0);
  std::vector<double> out{0};
  const auto add = [&](double t) {
    if (t > 0 && t < 1) out.push_back(t);
  };
  const double under = b * b - 4 * a * d0;
  if (a == 0) {
    if (b != 0) add(-d0 / b);
  } else if (under >= 0) {
    const double root = std::sqrt(under);
    add((-b - root) / (2 * a));
    add((-b + root) / (2 * a));
  }
  out.push_back(1);
  std::sort(out.begin(), out.end());
  return out;
}

/// Adds the parameters at which the curve crosses the line.
void add_crossings(const Cubic& c, bool x, double line, std::vector<double>& out) {
  constexpr int kHalvings = 60;
  const std::vector<double> ends = turns(c, x);
  for (size_t i = 0; i + 1 < ends.size(); ++i) {
    double low = ends[i], high = ends[i + 1];
    const bool below = along(c, x, low) < line;
    if (below == (along(c, x, high) < line)) continue;
    for (int j = 0; j < kHalvings; ++j) {
      const double middle = (low + high) / 2;
      ((along(c, x, middle) < line) == below ? low : high) = middle;
    }
    out.push_back(high);
  }
}

/// A curve at the lines of a box's edges cut into pieces, each on one side of all of them.
std::vector<Cubic> pieces_of(const Cubic& c, const Box& box) {
  std::vector<double> cuts{0, 1};
  add_crossings(c, true, box.x0, cuts);
  add_crossings(c, true, box.x1, cuts);
  add_crossings(c, false, box.y0, cuts);
  add_crossings(c, false, box.y1, cuts);
  std::sort(cuts.begin(), cuts.end());
  std::vector<Cubic> out;
  for (size_t i = 0; i + 1 < cuts.size(); ++i) {
    if (cuts[i + 1] > cuts[i]) out.push_back(part_of(c, cuts[i], cuts[i + 1]));
  }
  return out;
}

/// Calls `line` and `curve` with the parts of a path, from the end of the part before.
template <class Move, class Line, class Curve>
void for_each_part(const Path& path, Move move, Line line, Curve curve) {
  Point at, start;
  size_t next = 0;
  for (const Verb verb : path.verbs) {
    switch (verb) {
      case Verb::move:
        at = start = path.points[next++];
        move(at);
        break;
      case Verb::line:
        line(at, path.points[next]);
        at = path.points[next++];
        break;
      case Verb::cubic:
        curve(Cubic{at, path.points[next], path.points[next + 1], path.points[next + 2]});
        at = path.points[next + 2];
        next += 3;
        break;
      case Verb::close:
        line(at, start);
        at = start;
        break;
    }
  }
}

/// Puts pieces of a line together where they meet.
class LineWriter {
 public:
  explicit LineWriter(const Box& box) : box_(box) {}

  void move() { pen_.reset(); }

  void line(Point a, Point b) {
    const auto piece = piece_inside(a, b, box_);
    if (!piece) return pen_.reset();
    go_to(piece->first);
    out_.line_to(piece->second);
    pen_ = piece->second;
  }

  void curve(const Cubic& c) {
    if (std::all_of(c.begin(), c.end(), [&](Point p) { return box_.contains(p); })) return add(c);
    for (const Cubic& piece : pieces_of(c, box_)) {
      if (box_.contains(point_at(piece, 0.5))) add(piece);
      else pen_.reset();
    }
  }

  Path finish() { return std::move(out_); }

 private:
  void go_to(Point p) {
    if (!pen_ || !(*pen_ == p)) out_.move_to(p);
  }
  void add(const Cubic& c) {
    go_to(c[0]);
    out_.cubic_to(c[1], c[2], c[3]);
    pen_ = c[3];
  }

  Box box_;
  Path out_;
  std::optional<Point> pen_;  // where the last piece ends, if the next may go on there
};

using Polygon = std::vector<Point>;

/// One step of cutting a polygon at the box's edges (Sutherland & Hodgman 1974): the half where
/// `room` is not negative.
template <class Room>
Polygon half_of(const Polygon& polygon, Room room) {
  Polygon out;
  for (size_t i = 0; i < polygon.size(); ++i) {
    const Point a = polygon[i], b = polygon[(i + 1) % polygon.size()];
    const double from = room(a), to = room(b);
    if (from >= 0) out.push_back(a);
    if ((from >= 0) == (to >= 0)) continue;
    out.push_back(is_farther(a, b) ? mix(b, a, to / (to - from)) : mix(a, b, from / (from - to)));
  }
  return out;
}

void add_cut(const Polygon& polygon, const Box& box, Path& out) {
  Polygon cut = half_of(polygon, [&](Point p) { return p.x - box.x0; });
  cut = half_of(cut, [&](Point p) { return box.x1 - p.x; });
  cut = half_of(cut, [&](Point p) { return p.y - box.y0; });
  cut = half_of(cut, [&](Point p) { return box.y1 - p.y; });
  if (cut.size() < 3) return;
  out.append(polyline_path(cut));
  out.close();
}

/// The outlines of a region as polygons; curves become chords between the box's edges.
std::vector<Polygon> polygons_of(const Path& path, const Box& box) {
  constexpr int kChords = 24;
  std::vector<Polygon> out;
  for_each_part(
      path, [&](Point p) { out.push_back({p}); }, [&](Point, Point b) { out.back().push_back(b); },
      [&](const Cubic& c) {
        for (const Cubic& piece : pieces_of(c, box)) {
          for (int i = 1; i <= kChords; ++i) {
            out.back().push_back(point_at(piece, i / double(kChords)));
          }
        }
      });
  return out;
}

}  // namespace

Path clipped_line(const Path& path, const Box& box) {
  if (all_inside(path, box)) return path;
  LineWriter out(box);
  for_each_part(
      path, [&](Point) { out.move(); }, [&](Point a, Point b) { out.line(a, b); },
      [&](const Cubic& c) { out.curve(c); });
  return out.finish();
}

Path clipped_region(const Path& path, const Box& box) {
  if (all_inside(path, box)) return path;
  Path out;
  for (const Polygon& polygon : polygons_of(path, box)) add_cut(polygon, box, out);
  return out;
}

}  // namespace lantern
