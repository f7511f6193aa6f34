#include "renderer/labels/leader.h"

#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"
#include "renderer/labels/label_candidates.h"
#include "renderer/paths/polyline.h"

namespace lantern {
namespace {

constexpr double kRoomForLetters = 3;  // between the letters and the line
constexpr double kTailBase = 16;       // where the tail leaves the panel

/// Where the line leaves the label: in the middle of a side that faces the tip, or nearer to it.
Point leaves_at(const Box& box, Point tip) {
  const Box around = box.inset(-kRoomForLetters);
  const Point corner = nearest_in(around, tip);
  const Point middle = around.center();
  const bool beside = tip.x < around.x0 || tip.x > around.x1;
  return beside ? Point{corner.x,
                        std::clamp(tip.y, middle.y - box.height() / 4, middle.y + box.height() / 4)}
                : Point{corner.x + (middle.x - corner.x) * 0.3, corner.y};
}

Path straight(const Box& box, Point tip) {
  return polyline_path({leaves_at(box, tip), tip});
}

/// Level out of the label's side, then straight to the tip; from above or below straight at once.
Path elbow(const Box& box, Point tip) {
  const Box around = box.inset(-kRoomForLetters);
  const Point middle = around.center();
  const double beyond = tip.x < around.x0   ? tip.x - around.x0
                        : tip.x > around.x1 ? tip.x - around.x1
                                            : 0;
  const Point from{beyond < 0   ? around.x0
                   : beyond > 0 ? around.x1
                                : std::clamp(tip.x, around.x0, around.x1),
                   beyond != 0        ? middle.y
                   : tip.y < middle.y ? around.y0
                                      : around.y1};
  const double level =
      std::clamp(std::fabs(beyond) - std::fabs(tip.y - middle.y) * 0.6, 0.0, std::fabs(beyond));
  const Point knee{from.x + (beyond < 0 ? -level : level), from.y};
  return polyline_path({from, knee, tip});
}

struct Corner {
  Point before, corner, after;  // where its arc begins, its corner, where the arc ends
};

void round_corner(Path& path, const Corner& c) {
  constexpr double kArc = 0.5522847498307936;  // of a quarter of a circle as a cubic
  path.cubic_to(mix(c.before, c.corner, kArc), mix(c.after, c.corner, kArc), c.after);
}

/// Where on a side from `a` to `b` a tail to `tip` stands: its base, kept off the corners.
std::pair<Point, Point> tail_base(Point a, Point b, Point tip) {
  const Point way = b - a;
  const double length = portable::hypot(way.x, way.y);
  const double base = std::min(kTailBase, length * 0.6);
  const double at = ((tip.x - a.x) * way.x + (tip.y - a.y) * way.y) / length;
  const double middle = std::clamp(at * 0.6 + length * 0.2, base / 2, length - base / 2);
  return {a + way * ((middle - base / 2) / length), a + way * ((middle + base / 2) / length)};
}

/// A rounded panel with a tail on the side that faces the tip.
Path panel(const Box& box, double radius, Point tip) {
  const double r = std::min({radius, box.width() / 2, box.height() / 2});
  const Point c = box.center();
  const double dx = (tip.x - c.x) / box.width(), dy = (tip.y - c.y) / box.height();
  const bool inside = box.contains(tip);
  const int side = std::fabs(dy) >= std::fabs(dx) ? (dy < 0 ? 0 : 2) : (dx > 0 ? 1 : 3);
  const Point corners[4] = {{box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}};
  Path out;
  for (int i = 0; i < 4; ++i) {
    const Point from = corners[i], to = corners[(i + 1) % 4], next = corners[(i + 2) % 4];
    const double length = portable::hypot(to.x - from.x, to.y - from.y);
    const double after = portable::hypot(next.x - to.x, next.y - to.y);
    const Point a = mix(from, to, r / length), b = mix(to, from, r / length);
    if (i == 0) out.move_to(a);
    const auto [left, right] = tail_base(a, b, tip);
    const bool here = i == side && !inside;
    // The same verbs wherever the tail is, so that one bubble can become another.
    out.line_to(here ? left : mix(a, b, 1.0 / 3));
    out.line_to(here ? tip : mix(a, b, 0.5));
    out.line_to(here ? right : mix(a, b, 2.0 / 3));
    out.line_to(b);
    round_corner(out, {b, to, mix(to, next, r / after)});
  }
  out.close();
  return out;
}

/// A line begins to be seen where it is long enough to lead.
double seen(const Box& box, Point tip, double gap) {
  constexpr double kRamp = 6;
  const Point from = nearest_in(box, tip);
  const double far = portable::hypot(from.x - tip.x, from.y - tip.y);
  return std::clamp((far - leader_distance(gap)) / kRamp + 0.5, 0.0, 1.0);
}

/// A stub between a callout and what it stands at would be one more mark.
double worth_a_line(const Box& box, Point tip) {
  constexpr double kStub = 9, kRamp = 5;
  const Point from = leaves_at(box, tip);
  return std::clamp((portable::hypot(from.x - tip.x, from.y - tip.y) - kStub) / kRamp, 0.0, 1.0);
}

std::string leader_id(const std::string& label) {
  const size_t dot = label.rfind('.');
  return label.substr(0, dot) + ".leader";
}

}  // namespace

std::vector<ItemPtr> draw_leader(const Leader& leader, const Item& label, const Box& box, Point tip,
                                 double gap) {
  const std::string id = leader_id(label.id);
  const Stroke stroke{leader.color, leader.width, Cap::round, Join::round, {}, 0};
  if (leader.shape == Leader::Shape::tail) {
    return {make_item(id, PathShape{panel(box, leader.radius, tip), leader.fill, stroke},
                      label.opacity, label.row)};
  }
  const double opacity =
      label.opacity * (leader.always ? worth_a_line(box, tip) : seen(box, tip, gap));
  if (opacity <= 0) return {};
  PathShape line{
      leader.shape == Leader::Shape::elbow ? elbow(box, tip) : straight(box, tip), {}, stroke};
  std::vector<ItemPtr> out{make_item(id, std::move(line), opacity, label.row)};
  if (leader.dot > 0) {
    PathShape dot{circle_path(tip, leader.dot / 2), leader.color, {}};
    out.push_back(make_item(id + ".dot", std::move(dot), opacity, label.row));
  }
  return out;
}

Leader plain_leader(const Color& color) {
  Leader out;
  out.color = color;
  return out;
}

}  // namespace lantern
