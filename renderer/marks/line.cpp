#include <cmath>

#include "core/base/portable_math.h"
#include "renderer/marks/common.h"
#include "renderer/paths/clip.h"
#include "renderer/paths/curve.h"

namespace lantern::line_mark {
namespace {

struct Line : LabelText {
  NumberChannel x, y;
  std::string curve;
  ColorChannel color;
  std::optional<double> width;
  std::string style;
  bool halo = false;
  NumberChannel opacity;
  double label_at = 1;
  std::string label_side;
  std::string label_angle;
};

/// Rows that are left out interrupt the line.
std::vector<std::vector<Point>> runs_of(const MarkInput& in, const Line& line) {
  std::vector<std::vector<Point>> runs;
  for (size_t row = 0; row < in.count; ++row) {
    if (!in.follows(row)) runs.emplace_back();
    runs.back().push_back(in.plot.at(line.x, line.y, row));
  }
  if (in.ahead && !runs.empty()) {
    const auto next = bind<Line>(*in.ahead);
    runs.back().push_back(
        mix(runs.back().back(), in.plot.at(next.x, next.y, 0), in.ahead_fraction));
  }
  return runs;
}

Path path_of(const std::vector<std::vector<Point>>& runs, std::string_view curve) {
  Path path;
  for (const std::vector<Point>& run : runs) {
    path.append(curve_path(run, curve));
  }
  return path;
}

/// Follows the line's direction, turned so that it reads from left to right.
double reading_angle(double angle) {
  constexpr double kHalf = 1.57079632679489662;
  if (angle > kHalf) return angle - 2 * kHalf;
  if (angle < -kHalf) return angle + 2 * kHalf;
  return angle;
}

double gap_of(const Line& line, const Look& look) {
  return line.width.value_or(look.theme().line_width) / 2 + 5;
}

/// Of the label, as if nothing else were there.
LabelSpot spot_of(const MarkInput& in, const Line& line, const Path& path) {
  LabelSpot out;
  out.names = Names::way;
  out.way = std::make_shared<const PathRuler>(path);
  out.target = path.bounds();
  out.along = line.label_at;
  out.fixed = line.label_side != "auto";
  out.side = direction_of(out.fixed ? line.label_side : "right");
  out.gap = gap_of(line, in.look);
  out.weight = 2;
  out.within = room_for_labels(in.plot);
  return out;
}

/// Turned with the line, it stays where it is told.
TextPlacing turned(const PathPoint& place, Point side, double gap) {
  TextPlacing out;
  out.angle = reading_angle(place.angle);
  const Point across{-portable::sin(out.angle), portable::cos(out.angle)};
  out.at = place.at + across * ((side.y == 0 ? -1 : side.y) * gap);
  out.anchor = {0.5, side.y == 0 ? 1 : (1 - side.y) / 2};
  return out;
}

void emit_line_label(const MarkInput& in, const Line& line, const Path& path, const Color& color,
                     MarkOutput& out) {
  if ((*line.label)[0].empty() || path.empty()) return;
  const Theme& theme = in.look.theme();
  const Font font = font_of(theme, theme.label);
  const PathPoint place = point_along(path, line.label_at);
  LabelSpot spot = spot_of(in, line, path);
  const bool follows = line.label_angle == "follow";
  TextPlacing placing;
  placing.at = place.at + spot.side * spot.gap;
  placing.anchor = {(1 - spot.side.x) / 2, (1 - spot.side.y) / 2};
  if (follows) placing = turned(place, spot.side, spot.gap);
  const Color letters = in.look.for_text(color, font);
  PlacedText shape =
      place_text(set_live_text(*line.label, 0, font, letters, in.look, in.typesetter), placing);
  shape.color = letters;
  shape.halo = halo_of(in.look, font.size);
  spot.home = text_box(shape);
  ItemPtr item = text_item(in.id + ".label", shape);
  if (follows) out.items.push_back(std::move(item));
  else add_label(out, std::move(item), std::move(spot), plain_leader(color));
}

/// A label behind the line's end may have to stand outside the area.
Margins label_room(const RecordValue& fields, const Look& look, const Typesetter& typesetter) {
  const auto line = bind<Line>(fields);
  Margins out;
  const bool right = line.label_side == "auto" || direction_of(line.label_side).x > 0;
  if (!line.label || !right || line.label_at < 1) return out;
  const Font font = font_of(look.theme(), look.theme().label);
  out.right = gap_of(line, look) + set_widest(*line.label, font, look, typesetter)->width;
  return out;
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto line = bind<Line>(in.fields);
  const auto runs = runs_of(in, line);
  const Path path = clipped_line(path_of(runs, line.curve), in.visible);
  if (path.empty()) return;
  const double width = line.width.value_or(in.look.theme().line_width);
  const Color color = RowColors(in.look, line.color, place_of_field(in.fields, "color"), "ink")[0];
  const bool dotted = line.style == "dotted";
  if (line.halo) {
    const Stroke casing{in.look.theme()["ground"], width + 5, Cap::round, Join::round, {}, 0};
    out.items.push_back(make_item(in.id + ".rim", PathShape{path, {}, casing}, line.opacity[0]));
  }
  const Stroke stroke{color,
                      width,
                      dotted || line.style == "solid" ? Cap::round : Cap::butt,
                      Join::round,
                      dashes(line.style, width),
                      0};
  out.items.push_back(make_item(in.id + ".path", PathShape{path, {}, stroke}, line.opacity[0]));
  if (line.label) emit_line_label(in, line, path, color, out);
  if (!in.anchored) return;
  out.way = std::make_shared<const Path>(path);
  for (const auto& run : runs) {
    for (const Point& p : run) out.anchors.push_back({p, Box::around(p, width, width), {}});
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind =
        {"line", "A line through the rows, in their order.",
         with_data_fields<Line>(
             {field<&Line::x>("x", "Places along the x axis.",
                              {.required = true, .axis = AxisName::x}),
              field<&Line::y>("y", "Places along the y axis.",
                              {.required = true, .axis = AxisName::y}),
              field<&Line::curve>("curve", "How points are joined.",
                                  {.fallback = "linear", .choices = curve_names()}),
              field<&Line::color>("color", "Its colour.", {.fallback = "ink", .whole = true}),
              field<&Line::width>("width", "Its width; the theme's if absent.",
                                  {.least = 0, .px = true}),
              field<&Line::style>("style", "Whole or broken.",
                                  {.fallback = "solid", .choices = {"solid", "dashed", "dotted"}}),
              field<&Line::halo>("halo",
                                 "A rim in the ground's colour, to lift it off other lines.",
                                 {.fallback = "false"}),
              field<&Line::label, Line>("label", "A text beside it, in its colour."),
              field<&Line::label_at>("label_at", "Where along the line: 0 to 1.",
                                     {.fallback = "1", .least = 0, .most = 1}),
              field<&Line::label_side>("label_side",
                                       "The side that the label stands at; auto: a free one.",
                                       {.fallback = "auto", .choices = label_sides()}),
              field<&Line::label_angle>("label_angle", "Level, or turned to follow the line.",
                                        {.fallback = "level", .choices = {"level", "follow"}})}),
         false, Way::whole},
    .emit = emit,
    .effect = "draw",
    .label_dodges = true,
    .label_room = label_room};

}  // namespace lantern::line_mark
