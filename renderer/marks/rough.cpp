#include <cmath>
#include <numbers>

#include "core/base/portable_math.h"
#include "core/base/random.h"
#include "renderer/marks/annotation.h"

namespace lantern::rough_mark {
namespace {

struct Rough {
  NumberChannel x2, y2;
  std::string style;
  ColorChannel color;
  std::optional<double> width;
  double padding = 0;
  int seed = 0;
  NumberChannel opacity;
};

/// A hand that is never quite where it wants to be: its deviations are the same at every moment, so
/// that a drawing moves as one with what it is drawn around.
class Hand {
 public:
  Hand(int seed, const std::string& id, double shake)
      : random_(static_cast<std::uint64_t>(seed), id), shake_(shake) {}

  double off(double by = 1) { return random_.uniform(-by, by) * shake_; }
  Point near(Point p, double by = 1) { return {p.x + off(by), p.y + off(by)}; }

  /// A line with a little belly that misses both of its ends.
  void line(Path& path, Point from, Point to) {
    const Point a = near(from), b = near(to);
    const Point way = b - a;
    const double length = std::max(1.0, portable::hypot(way.x, way.y));
    const Point across{-way.y / length, way.x / length};
    const double belly = off(1.2 + length / 160);
    path.move_to(a);
    path.cubic_to(near(mix(a, b, 0.35), 0.5) + across * belly,
                  near(mix(a, b, 0.7), 0.5) + across * belly, b);
  }

 private:
  Random random_;
  double shake_;
};

void underline(Hand& hand, Path& path, const Box& box) {
  hand.line(path, {box.x0, box.y1}, {box.x1, box.y1});
  hand.line(path, {box.x1, box.y1 + 2}, {box.x0 + box.width() * 0.04, box.y1 + 3});
}

void strike(Hand& hand, Path& path, const Box& box) {
  const double y = box.center().y;
  hand.line(path, {box.x0, y + box.height() * 0.12}, {box.x1, y - box.height() * 0.12});
  hand.line(path, {box.x1, y + 1}, {box.x0, y - 1});
}

/// Each side goes a little past its corner; twice around.
void box_strokes(Hand& hand, Path& path, const Box& box) {
  const Point corners[4] = {{box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}};
  for (int pass = 0; pass < 2; ++pass) {
    for (int i = 0; i < 4; ++i) hand.line(path, corners[i], corners[(i + 1) % 4]);
  }
}

/// Through the points, as Catmull and Rom (1974).
void through(Path& path, const std::vector<Point>& points) {
  path.move_to(points[1]);
  for (size_t i = 1; i + 2 < points.size(); ++i) {
    path.cubic_to(points[i] + (points[i + 1] - points[i - 1]) * (1.0 / 6),
                  points[i + 1] - (points[i + 2] - points[i]) * (1.0 / 6), points[i + 1]);
  }
}

/// Two rounds in one go, the second a little beside the first, the ends not meeting.
void circle(Hand& hand, Path& path, const Box& box) {
  constexpr int kPoints = 11, kRounds = 2;
  const Point c = box.center();
  const double rx = box.width() / 2 * 1.12, ry = box.height() / 2 * 1.25;
  const double start = -2.1 + hand.off(0.08);
  std::vector<Point> points;
  for (int i = -1; i <= kPoints * kRounds + 2; ++i) {
    const double angle = start + 2 * std::numbers::pi * i / kPoints;
    const double swell = 1 + hand.off(0.018) + 0.035 * i / (kPoints * kRounds);
    points.push_back(hand.near(
        {c.x + rx * swell * portable::cos(angle), c.y + ry * swell * portable::sin(angle)}, 0.6));
  }
  through(path, points);
}

/// As with a broad pen, there and back again.
void highlight(Hand& hand, Path& path, const Box& box) {
  const double y = box.center().y;
  hand.line(path, {box.x0, y - 1}, {box.x1, y});
  hand.line(path, {box.x1 + 1, y + 1.5}, {box.x0 + 1, y + 1});
}

Path strokes(const Rough& rough, Hand& hand, const Box& box) {
  Path path;
  if (rough.style == "underline") underline(hand, path, box);
  else if (rough.style == "strike") strike(hand, path, box);
  else if (rough.style == "box") box_strokes(hand, path, box);
  else if (rough.style == "circle") circle(hand, path, box);
  else highlight(hand, path, box);
  return path;
}

/// The marked mark, or the rectangle between two places, with air around.
Box box_of(const MarkInput& in, const Rough& rough, size_t row) {
  Box box = target_of(in, row).box;
  if (in.targets.empty() && (rough.x2.given || rough.y2.given)) {
    box.add(in.plot.at(rough.x2, rough.y2, row));
  }
  if (rough.style == "highlight")
    return {box.x0 - rough.padding, box.y0, box.x1 + rough.padding, box.y1};
  if (rough.style == "strike")
    return {box.x0 - rough.padding, box.y0, box.x1 + rough.padding, box.y1};
  if (rough.style == "underline") return {box.x0, box.y0, box.x1, box.y1 + rough.padding * 0.3};
  return box.inset(-rough.padding);
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto rough = bind<Rough>(in.fields);
  const bool marker = rough.style == "highlight";
  const RowColors colors(in.look, rough.color, place_of_field(in.fields, "color"),
                         marker ? "yellow" : "accent");
  constexpr double kMarkerOpacity = 0.4, kPenOpacity = 0.95;
  for (size_t row = 0; row < in.count; ++row) {
    const std::string id = in.row_id(row, "strokes");
    const Box box = box_of(in, rough, row);
    if (box.empty()) {
      if (in.anchored) out.anchors.push_back(nowhere());
      continue;
    }
    Hand hand(rough.seed, id, marker ? 1 : 1.6);
    const double width = rough.width ? *rough.width : marker ? box.height() * 0.92 : 2.4;
    const Stroke stroke{colors[row], width, marker ? Cap::butt : Cap::round, Join::round, {}, 0};
    if (in.anchored) out.anchors.push_back({box.center(), box, {}});
    out.items.push_back(make_item(id, PathShape{strokes(rough, hand, box), {}, stroke},
                                  rough.opacity[row] * (marker ? kMarkerOpacity : kPenOpacity),
                                  in.keys ? static_cast<int>(row) : -1));
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"rough", "Marked by hand: highlighted, underlined, boxed, circled or struck out.",
             with_data_fields<Rough>(joined(
                 {target_fields(),
                  {field<&Rough::x2>("x2", "The other side of a rectangle from x.",
                                     {.axis = AxisName::x}),
                   field<&Rough::y2>("y2", "The other side of a rectangle from y.",
                                     {.axis = AxisName::y}),
                   field<&Rough::style>(
                       "style", "How it is marked; a highlight goes below what it marks.",
                       {.fallback = "circle",
                        .choices = {"highlight", "underline", "box", "circle", "strike"}}),
                   field<&Rough::color>(
                       "color", "The pen's colour; accent, a highlight's yellow, if absent."),
                   field<&Rough::width>(
                       "width", "The pen's width; 2.4, a highlight's the height, if absent.",
                       {.least = 0, .px = true}),
                   field<&Rough::padding>("padding", "Space around what is marked.",
                                          {.fallback = "5", .least = 0, .px = true}),
                   field<&Rough::seed>("seed", "Another one makes another hand.",
                                       {.fallback = "1", .least = 0})}}))},
    .emit = emit,
    .outside = Outside::left_out,
    .effect = "draw"};

}  // namespace lantern::rough_mark
