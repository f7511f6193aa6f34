#include <cmath>
#include <numbers>

#include "core/base/portable_math.h"
#include "renderer/marks/common.h"
#include "renderer/paths/convex_hull.h"

namespace lantern::hull_mark {
namespace {

constexpr size_t kOutline = 96;  // points: always as many, so that outlines morph
constexpr int kRound = 20;       // points on the rim of one row
constexpr double kFar = 1e100;   // what is no number, or too large to be squared, is nowhere

struct Hull : LabelFields {
  std::string shape;
  double padding = 0;
  ColorChannel color;
  std::optional<double> width;
  NumberChannel fill_opacity;
  NumberChannel opacity;
};

/// The rims of all rows, padding included.
std::vector<Point> rims(std::span<const Anchor> rows, double padding) {
  std::vector<Point> out;
  for (const Anchor& row : rows) {
    const double radius = std::max(row.box.width(), row.box.height()) / 2 + padding;
    const bool somewhere =
        std::fabs(row.at.x) < kFar && std::fabs(row.at.y) < kFar && radius < kFar;
    if (!somewhere) continue;
    for (int i = 0; i < kRound; ++i) {
      const double angle = 2 * std::numbers::pi * i / kRound;
      out.push_back(
          {row.at.x + radius * portable::cos(angle), row.at.y + radius * portable::sin(angle)});
    }
  }
  return out;
}

/// A box with round corners, clockwise, as points.
std::vector<Point> rounded_box(const Box& box) {
  constexpr double kRadius = 12;
  const double radius = std::min({kRadius, box.width() / 2, box.height() / 2});
  const Box middles = box.inset(radius);
  std::vector<Point> out;
  for (int i = 0; i < 4 * kRound; ++i) {
    const int corner = i / kRound;  // lower right, lower left, upper left, upper right
    const double angle = std::numbers::pi / 2 * (corner + double(i % kRound) / (kRound - 1));
    const Point middle{corner == 0 || corner == 3 ? middles.x1 : middles.x0,
                       corner < 2 ? middles.y1 : middles.y0};
    out.push_back(
        {middle.x + radius * portable::cos(angle), middle.y + radius * portable::sin(angle)});
  }
  return out;
}

/// The smallest circle around points, nearly: from the middle towards the farthest point, in
/// smaller and smaller steps (Badoiu and Clarkson 2003).
std::vector<Point> circle_around(const std::vector<Point>& points) {
  constexpr int kSteps = 400;
  Box box;
  for (const Point p : points) box.add(p);
  Point middle = box.center();
  double radius = 0;
  for (int i = 1; i <= kSteps; ++i) {
    Point far = middle;
    radius = 0;
    for (const Point p : points) {
      const double distance = portable::hypot(p.x - middle.x, p.y - middle.y);
      if (distance > radius) {
        radius = distance;
        far = p;
      }
    }
    if (i < kSteps) middle = middle + (far - middle) * (1.0 / (i + 1));
  }
  std::vector<Point> out;
  for (size_t i = 0; i < kOutline; ++i) {
    const double angle = 2 * std::numbers::pi * double(i) / kOutline;
    out.push_back(
        {middle.x + radius * portable::cos(angle), middle.y + radius * portable::sin(angle)});
  }
  return out;
}

std::vector<Point> outline_of(const Hull& hull, const std::vector<Point>& points) {
  if (points.empty()) return {};
  if (hull.shape == "circle") return circle_around(convex_hull(points));
  if (hull.shape == "hull") return resampled(convex_hull(points), kOutline);
  Box box;
  for (const Point p : points) box.add(p);
  return resampled(rounded_box(box), kOutline);
}

/// What one outline goes around, and what it is called.
struct Enclosed {
  std::span<const Anchor> rows;
  std::string id;
  size_t row = 0;
};

/// All rows of the mark; with `group`, those of each group, or of the group of each own row.
std::vector<Enclosed> enclosed_in(const MarkInput& in) {
  if (bind<Standing>(in.fields).group.empty()) return {{in.anchors->rows, in.id, 0}};
  std::vector<Enclosed> out;
  const bool own = in.keys != nullptr;
  const std::span<const Anchor> groups = own ? in.targets : std::span(in.anchors->rows);
  const Keys& names = own ? *in.keys : in.anchors->keys;
  for (size_t i = 0; i < groups.size(); ++i) {
    if (!groups[i].members) continue;
    out.push_back({*groups[i].members, in.id + "@" + names[i], own ? i : 0});
  }
  return out;
}

void emit_one(const MarkInput& in, const Hull& hull, const Enclosed& one, const Color& color,
              MarkOutput& out) {
  const std::vector<Point> outline = outline_of(hull, rims(one.rows, hull.padding));
  if (outline.empty()) return;
  Path path = polyline_path(outline);
  path.close();
  const double width = hull.width.value_or(in.look.theme().line_width);
  const double opacity = hull.opacity[one.row];
  const int row = in.keys ? int(one.row) : -1;
  const Box box = path.bounds();
  const double inside = hull.fill_opacity[one.row];
  if (inside > 0) {
    out.items.push_back(
        make_item(one.id + ".fill", PathShape{path, color, {}}, opacity * inside, row));
  }
  const Stroke stroke{color, width, Cap::round, Join::round, {}, 0};
  const auto rim = hull.label ? std::make_shared<const Path>(path) : nullptr;
  out.items.push_back(
      make_item(one.id + ".path", PathShape{std::move(path), {}, stroke}, opacity, row));
  if (in.anchored) out.anchors.push_back({box.center(), box, {}});
  const bool first = in.keys || out.labels.empty();  // one text is said once
  if (first) emit_label(in, hull, {Names::region, box, "below", opacity, rim}, one.row, out);
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto hull = bind<Hull>(in.fields);
  if (!in.anchors || in.anchors->rows.empty()) return;
  const RowColors colors(in.look, hull.color, place_of_field(in.fields, "color"), "ink");
  for (const Enclosed& one : enclosed_in(in)) emit_one(in, hull, one, colors[one.row], out);
}

/// It lies around another mark.
std::vector<Field> hull_targets() {
  std::vector<Field> out = placement_fields();
  for (Field& field : out) field.required = field.required || field.name == "at";
  return out;
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind =
        {"hull",
         "A line around all rows of another mark, or around each of its groups: as a rubber band "
         "would lie, a circle or a box.",
         with_data_fields<Hull>(joined(
             {hull_targets(),
              {field<&Hull::shape>("shape", "What is drawn around them.",
                                   {.fallback = "hull", .choices = {"hull", "circle", "box"}}),
               field<&Hull::padding>("padding", "Space between the rows and the line.",
                                     {.fallback = "10", .least = 0, .px = true}),
               field<&Hull::color>("color", "Its colour.", {.fallback = "ink"}),
               field<&Hull::width>("width", "Width of the line; the theme's if absent.",
                                   {.least = 0, .px = true}),
               field<&Hull::fill_opacity>("fill_opacity", "How much of its colour fills it.",
                                          {.fallback = "0", .least = 0, .most = 1})},
              label_fields<Hull>()}))},
    .emit = emit,
    .outside = Outside::kept,
    .effect = "draw"};

}  // namespace lantern::hull_mark
