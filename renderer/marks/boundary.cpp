#include <array>
#include <cmath>

#include "renderer/marks/common.h"

namespace lantern::boundary_mark {
namespace {

struct Boundary {
  double a = 0, b = 0, c = 0;
  ColorChannel color;
  std::optional<double> width;
  std::string style;
  std::optional<ColorChannel> positive_color, negative_color;
  double fill_opacity = 0;
  NumberChannel opacity;
};

struct Corner {
  Point at;
  double value = 0;  // of a·x + b·y + c there
};

double data_at(const Scale& scale, double place) {
  const double length = scale.range1 - scale.range0;
  if (length == 0) return scale.domain0;
  return scale.domain0 + (place - scale.range0) / length * (scale.domain1 - scale.domain0);
}

std::array<Corner, 4> corners_of(const MarkInput& in, const Boundary& line) {
  const Box& area = in.plot.area;
  std::array<Corner, 4> out{{{{area.x0, area.y0}, 0},
                             {{area.x1, area.y0}, 0},
                             {{area.x1, area.y1}, 0},
                             {{area.x0, area.y1}, 0}}};
  for (Corner& corner : out) {
    corner.value = line.a * data_at(in.plot.x, corner.at.x) +
                   line.b * data_at(in.plot.y, corner.at.y) + line.c;
  }
  return out;
}

/// The part of the area where the value has this sign (Sutherland & Hodgman 1974), and where the
/// line crosses the area's edge.
std::vector<Point> half_of(const std::array<Corner, 4>& corners, double sign,
                           std::vector<Point>* crossings) {
  std::vector<Point> out;
  for (size_t i = 0; i < 4; ++i) {
    const Corner &from = corners[i], &to = corners[(i + 1) % 4];
    if (from.value * sign >= 0) out.push_back(from.at);
    if ((from.value >= 0) == (to.value >= 0)) continue;
    const Point p = mix(from.at, to.at, from.value / (from.value - to.value));
    out.push_back(p);
    if (crossings) crossings->push_back(p);
  }
  return out;
}

void emit_half(const MarkInput& in, std::vector<Point> corners, const ColorChannel& channel,
               std::string_view part, double opacity, MarkOutput& out) {
  if (corners.size() < 3) return;
  constexpr size_t kMost = 5;  // a rectangle cut once; always as many, so that halves morph
  corners.resize(std::max(kMost, corners.size()), corners.back());
  Path path = polyline_path(corners);
  path.close();
  const std::string field = std::string(part) + "_color";
  const Color color = RowColors(in.look, channel, place_of_field(in.fields, field), "ink")[0];
  out.items.push_back(
      make_item(in.id + "." + std::string(part), PathShape{std::move(path), color, {}}, opacity));
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto line = bind<Boundary>(in.fields);
  if (!std::isfinite(line.a + line.b + line.c)) return;
  const auto corners = corners_of(in, line);
  std::vector<Point> ends;
  const std::vector<Point> positive = half_of(corners, 1, &ends);
  const std::vector<Point> negative = half_of(corners, -1, nullptr);
  const double fill = line.opacity[0] * line.fill_opacity;
  if (line.positive_color) emit_half(in, positive, *line.positive_color, "positive", fill, out);
  if (line.negative_color) emit_half(in, negative, *line.negative_color, "negative", fill, out);
  if (ends.size() != 2) return;
  if (ends[0].y < ends[1].y) std::swap(ends[0], ends[1]);
  const double width = line.width.value_or(in.look.theme().rule_width);
  const Color color = RowColors(in.look, line.color, place_of_field(in.fields, "color"), "ink")[0];
  const Stroke stroke{color,
                      width,
                      line.style == "dotted" ? Cap::round : Cap::butt,
                      Join::round,
                      dashes(line.style, width),
                      0};
  out.items.push_back(make_item(
      in.id + ".path", PathShape{polyline_path({ends[0], ends[1]}), {}, stroke}, line.opacity[0]));
  Box box;
  for (const Point& end : ends) box.add(end);
  if (in.anchored) out.anchors.push_back({box.center(), box, {}});
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind =
        {"boundary",
         "The line a·x + b·y + c = 0 across the view, and the half-planes on its sides: a linear "
         "model's decision boundary.",
         with_data_fields<Boundary>(
             {field<&Boundary::a>("a", "Coefficient of what the x axis shows.", {.required = true}),
              field<&Boundary::b>("b", "Coefficient of what the y axis shows.", {.fallback = "0"}),
              field<&Boundary::c>("c", "The intercept.", {.required = true}),
              field<&Boundary::color>("color", "Colour of the line.", {.fallback = "ink"}),
              field<&Boundary::width>("width", "Its width; the theme's if absent.",
                                      {.least = 0, .px = true}),
              field<&Boundary::style>(
                  "style", "Whole or broken.",
                  {.fallback = "solid", .choices = {"solid", "dashed", "dotted"}}),
              field<&Boundary::positive_color>("positive_color",
                                               "Fills the side where it is positive."),
              field<&Boundary::negative_color>("negative_color",
                                               "Fills the side where it is negative."),
              field<&Boundary::fill_opacity>("fill_opacity", "Opacity of those fills.",
                                             {.fallback = "0.14", .least = 0, .most = 1})})},
    .emit = emit,
    .effect = "draw"};

}  // namespace lantern::boundary_mark
