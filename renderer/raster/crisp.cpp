#include "renderer/raster/crisp.h"

#include <cmath>

namespace lantern {
namespace {

// Lines that lean by less than this, in device pixels, count as horizontal or vertical.
constexpr double kLevel = 1e-3;

/// What the straight edges at a point ask of it.
struct Edges {
  bool horizontal = false;
  bool vertical = false;
  bool end = false;  // the point ends an open line
};

double to_edge(double v) {
  return std::floor(v + 0.5);
}

/// Nearest place for the middle of a stroke of `width` whole pixels.
double to_middle(double v, double width) {
  const double offset = std::fmod(width, 2) == 0 ? 0 : 0.5;
  return std::floor(v - offset + 0.5) + offset;
}

/// Marks the points of a path with the edges that meet there.
std::vector<Edges> edges_of(const Path& path) {
  std::vector<Edges> edges(path.points.size());
  size_t next = 0, last = 0, start = 0;
  bool closed = true;
  const auto end_open_line = [&] {
    if (!closed) edges[start].end = edges[last].end = true;
  };
  const auto add = [&](size_t from, size_t to) {
    const Point d = path.points[to] - path.points[from];
    const bool flat = std::abs(d.y) < kLevel, upright = std::abs(d.x) < kLevel;
    if (flat == upright) return;
    for (const size_t i : {from, to}) (flat ? edges[i].horizontal : edges[i].vertical) = true;
  };
  for (const Verb verb : path.verbs) {
    switch (verb) {
      case Verb::move:
        end_open_line();
        start = next;
        closed = true;  // until something is drawn
        break;
      case Verb::line:
        add(last, next);
        closed = false;
        break;
      case Verb::cubic:
        next += 2;
        closed = false;
        break;
      case Verb::close:
        add(last, start);
        closed = true;
        last = start;
        continue;
    }
    last = next++;
  }
  end_open_line();
  return edges;
}

/// The point where its edges put it.
Point snapped(Point p, const Edges& edges, const Stroke* stroke) {
  if (stroke == nullptr) {
    return {edges.vertical ? to_edge(p.x) : p.x, edges.horizontal ? to_edge(p.y) : p.y};
  }
  const double width = stroke->width;
  Point q{edges.vertical ? to_middle(p.x, width) : p.x,
          edges.horizontal ? to_middle(p.y, width) : p.y};
  if (!edges.end || edges.vertical == edges.horizontal) return q;
  double& along = edges.horizontal ? q.x : q.y;
  along = stroke->cap == Cap::butt ? to_edge(along) : to_middle(along, width);
  return q;
}

/// Moves every point, and with it the handles of the curves that meet there.
void snap_points(Path& path, const std::vector<Edges>& edges, const Stroke* stroke) {
  Point last_shift;
  size_t next = 0;
  const auto shift_of = [&](size_t i) {
    return snapped(path.points[i], edges[i], stroke) - path.points[i];
  };
  for (const Verb verb : path.verbs) {
    if (verb == Verb::close) continue;
    if (verb == Verb::cubic) {
      const Point shift = shift_of(next + 2);
      path.points[next] = path.points[next] + last_shift;
      path.points[next + 1] = path.points[next + 1] + shift;
      next += 2;
    }
    last_shift = shift_of(next);
    path.points[next] = path.points[next] + last_shift;
    ++next;
  }
}

/// Four corners, joined by horizontal and vertical edges only.
bool is_rectangle(const Path& path) {
  static const std::vector<Verb> kVerbs{Verb::move, Verb::line, Verb::line, Verb::line,
                                        Verb::close};
  if (path.verbs != kVerbs) return false;
  for (size_t i = 0; i < 4; ++i) {
    const Point d = path.points[(i + 1) % 4] - path.points[i];
    if (std::abs(d.x) >= kLevel && std::abs(d.y) >= kLevel) return false;
  }
  return true;
}

/// Both ends between pixels, and apart where there is half a pixel or more to show.
void snap_span(double& from, double& to) {
  const double length = to - from;
  from = to_edge(from);
  to = to_edge(to);
  if (from == to && length >= 0.5) to += 1;
}

}  // namespace

void make_crisp(Path& path, Stroke* stroke) {
  if (path.empty()) return;
  if (stroke != nullptr) {
    stroke->width = std::max(1.0, to_edge(stroke->width));
  } else if (is_rectangle(path)) {
    Box box = path.bounds();
    snap_span(box.x0, box.x1);
    snap_span(box.y0, box.y1);
    path = rect_path(box);
    return;
  }
  const std::vector<Edges> edges = edges_of(path);
  snap_points(path, edges, stroke);
}

}  // namespace lantern
