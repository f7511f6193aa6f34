#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/base/portable_math.h"
#include "core/record/fail.h"
#include "renderer/marks/common.h"
#include "renderer/paths/clip.h"
#include "renderer/paths/curve.h"

namespace lantern::line_mark {
namespace {

struct Line : LabelText {
  NumberChannel x, y;
  SurfacePtr of;
  CategoryChannel by;
  std::string curve;
  ColorChannel color;
  NumberChannel width;
  ChoiceChannel style;
  bool halo = false;
  NumberChannel opacity;
  double label_at = 1;
  std::string label_side;
  std::string label_angle;
};

using Run = std::vector<Point>;

/// One line of a mark: of all of its rows, or of those of one group.
struct Series {
  std::string name;  ///< of the group
  size_t first = 0;  ///< of its rows
  std::vector<Run> runs;
};

/// Of each row of the data, the row before it in its group; −1: none.
std::vector<std::ptrdiff_t> rows_before(const RecordValue& all) {
  const auto by = bind<Line>(all).by;
  std::vector<std::ptrdiff_t> out;
  std::map<std::string, std::ptrdiff_t> last;
  for (size_t row = 0; row < by.column.size(); ++row) {
    const auto [known, fresh] = last.try_emplace(by[row], -1);
    out.push_back(known->second);
    known->second = std::ptrdiff_t(row);
  }
  return out;
}

/// Rows that are left out interrupt the line.
std::vector<Series> grouped_series(const MarkInput& in, const Line& line) {
  const std::vector<std::ptrdiff_t> before = rows_before(*in.all_rows);
  std::vector<Series> out;
  std::map<std::string, size_t> places;
  std::map<std::string, std::ptrdiff_t> last;
  for (size_t row = 0; row < in.count; ++row) {
    const std::string name = line.by[row];
    const auto [place, fresh] = places.try_emplace(name, out.size());
    if (fresh) out.push_back({name, row, {}});
    const auto number = std::ptrdiff_t(in.number_of(row));
    std::vector<Run>& runs = out[place->second].runs;
    if (fresh || before[size_t(number)] != last[name]) runs.emplace_back();
    last[name] = number;
    runs.back().push_back(in.plot.at(line.x, line.y, row));
  }
  return out;
}

Series whole_series(const MarkInput& in, const Line& line) {
  Series out;
  for (size_t row = 0; row < in.count; ++row) {
    if (!in.follows(row)) out.runs.emplace_back();
    out.runs.back().push_back(in.plot.at(line.x, line.y, row));
  }
  return out;
}

constexpr size_t kParts = 240;  // of the way along a function

/// What a function says at these places.
Column values_at(const Line& line, std::vector<double> xs) {
  std::vector<double> ys(xs.size(), std::nan(""));
  return line.of->at(std::move(xs), std::move(ys));
}

/// What a view shows that has nothing else to be fitted to.
void reach(const RecordValue& fields, const Extent& x, const Extent&, Extent&, Extent& out_y) {
  const auto line = bind<Line>(fields);
  if (!line.of || !x.known) return;
  std::vector<double> xs;
  for (size_t i = 0; i <= kParts; ++i) {
    xs.push_back(x.low + (x.high - x.low) * double(i) / double(kParts));
  }
  const Column ys = values_at(line, std::move(xs));
  if (ys.type() != ColumnType::number) return;  // which its picture says
  for (const double y : ys.numbers()) {
    if (std::isfinite(y)) out_y.add(y);
  }
}

/// A function of x over the width of the area; where it is no number, the line is interrupted.
Series function_series(const MarkInput& in, const Line& line) {
  const Box& area = in.plot.area;
  std::vector<double> places, xs;
  for (size_t i = 0; i <= kParts; ++i) {
    places.push_back(area.x0 + area.width() * double(i) / double(kParts));
    xs.push_back(in.plot.x.value_at(places.back()));
  }
  const Column ys = values_at(line, std::move(xs));
  if (ys.type() != ColumnType::number) {
    fail(in.fields, "of", "a line is drawn through numbers, and these are none",
         "probability(x) of a model is one");
  }
  Series out;
  bool follows = false;
  for (size_t i = 0; i < places.size(); ++i) {
    const double y = in.plot.y.at(ys.numbers()[i]);
    if (std::isfinite(y) && !follows) out.runs.emplace_back();
    follows = std::isfinite(y);
    if (follows) out.runs.back().push_back({places[i], y});
  }
  return out;
}

std::vector<Series> series_of(const MarkInput& in, const Line& line) {
  if (line.of) return {function_series(in, line)};
  const bool grouped = line.by.per_row() && in.all_rows;
  std::vector<Series> out =
      grouped ? grouped_series(in, line) : std::vector<Series>{whole_series(in, line)};
  if (!in.ahead) return out;
  const auto next = bind<Line>(*in.ahead);
  for (Series& one : out) {
    if (one.runs.empty() || (grouped && next.by[0] != one.name)) continue;
    Run& last = one.runs.back();
    last.push_back(mix(last.back(), in.plot.at(next.x, next.y, 0), in.ahead_fraction));
  }
  return out;
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

double width_of(const Line& line, size_t row, const Look& look) {
  return line.width.given ? line.width[row] : look.theme().line_width;
}

double gap_of(double width) {
  return width / 2 + 7;  // beside a dot at its end too
}

/// Lines of groups are told apart by their names.
std::string series_id(const MarkInput& in, const Series& series) {
  return series.name.empty() ? in.id : in.id + "@" + series.name;
}

/// Of the label, as if nothing else were there.
LabelSpot spot_of(const MarkInput& in, const Line& line, size_t row, const Path& path) {
  LabelSpot out;
  out.names = Names::way;
  out.way = std::make_shared<const PathRuler>(path);
  out.target = path.bounds();
  out.along = line.label_at;
  out.fixed = line.label_side != "auto";
  out.side = direction_of(out.fixed ? line.label_side : "right");
  out.gap = gap_of(width_of(line, row, in.look));
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

void emit_line_label(const MarkInput& in, const Line& line, const Series& series, const Path& path,
                     const Color& color, MarkOutput& out) {
  const size_t row = series.first;
  if (in.count == 0 || (*line.label)[row].empty() || path.empty()) return;
  const Theme& theme = in.look.theme();
  const Font font = label_font(theme, line);
  const PathPoint place = point_along(path, line.label_at);
  LabelSpot spot = spot_of(in, line, row, path);
  const bool follows = line.label_angle == "follow";
  TextPlacing placing;
  placing.at = place.at + spot.side * spot.gap;
  placing.anchor = {(1 - spot.side.x) / 2, (1 - spot.side.y) / 2};
  if (follows) placing = turned(place, spot.side, spot.gap);
  const Color letters = in.look.for_text(color, font);
  PlacedText shape = place_text(
      in, set_live_text(*line.label, row, font, letters, in.look, in.typesetter), placing);
  shape.color = letters;
  shape.halo = halo_of(in.look, font.size);
  spot.home = text_box(shape);
  ItemPtr item = text_item(series_id(in, series) + ".label", shape);
  if (follows) out.items.push_back(std::move(item));
  else add_label(out, std::move(item), std::move(spot), plain_leader(color));
}

double widest_line(const Line& line, const Look& look) {
  if (!line.width.per_row()) return width_of(line, 0, look);
  const auto widths = line.width.column.numbers();
  return widths.empty() ? 0 : *std::max_element(widths.begin(), widths.end());
}

double widest_label(const LiveText& label, const Font& font, const Look& look,
                    const Typesetter& typesetter) {
  double out = set_widest(label, font, look, typesetter)->width;
  if (!label.per_row()) return out;
  const Color ink = look.theme()["ink"];
  std::set<std::string> known;  // rows of one line say the same
  for (size_t row = 0; row < label.column.size(); ++row) {
    if (!known.insert(label[row]).second) continue;
    out = std::max(out, set_live_text(label, row, font, ink, look, typesetter)->width);
  }
  return out;
}

/// A label behind the line's end may have to stand outside the area.
Margins label_room(const RecordValue& fields, const Look& look, const Typesetter& typesetter) {
  const auto line = bind<Line>(fields);
  Margins out;
  const bool right = line.label_side == "auto" || direction_of(line.label_side).x > 0;
  if (!line.label || !right || line.label_at < 1) return out;
  const Font font = label_font(look.theme(), line);
  out.right = gap_of(widest_line(line, look)) + widest_label(*line.label, font, look, typesetter);
  return out;
}

void emit_series(const MarkInput& in, const Line& line, const Series& series, const Color& color,
                 const std::string& style, MarkOutput& out) {
  const Box& room = line.of && in.clipped ? in.plot.area : in.visible;
  const auto all = std::make_shared<const CutPath>(CutPath{path_of(series.runs, line.curve), room});
  const Path path = clipped_line(all->whole, room);
  if (path.empty()) return;
  const auto cut = path == all->whole ? nullptr : all;
  const std::string id = series_id(in, series);
  const size_t row = series.first;
  const double width = width_of(line, row, in.look);
  const double opacity = line.opacity[row];
  if (line.halo) {
    const Stroke casing{in.look.theme()["ground"], width + 5, Cap::round, Join::round, {}, 0};
    out.items.push_back(make_item(
        id + ".rim", PathShape{.path = path, .fill = {}, .stroke = casing, .cut = cut}, opacity));
  }
  const Cap cap = style == "dashed" ? Cap::butt : Cap::round;
  const Stroke stroke{color, width, cap, Join::round, dashes(style, width), 0};
  out.items.push_back(make_item(
      id + ".path", PathShape{.path = path, .fill = {}, .stroke = stroke, .cut = cut}, opacity));
  if (line.label) emit_line_label(in, line, series, path, color, out);
  if (in.anchored && !out.way) out.way = std::make_shared<const Path>(path);
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto line = bind<Line>(in.fields);
  const RowColors colors(in.look, line.color, place_of_field(in.fields, "color"), "ink");
  const RowWords styles(line.style, line_styles(), place_of_field(in.fields, "style"));
  const std::vector<Series> all = series_of(in, line);
  for (const Series& series : all) {
    if (in.count > 0) {
      emit_series(in, line, series, colors[series.first], styles[series.first], out);
    }
  }
  if (!in.anchored) return;
  if (line.of) {
    const Box box = out.way ? out.way->bounds() : Box{};
    out.anchors.push_back(out.way ? Anchor{box.center(), box, {}} : nowhere());
    return;
  }
  for (size_t row = 0; row < in.count; ++row) {
    const double width = width_of(line, row, in.look);
    const Point p = in.plot.at(line.x, line.y, row);
    out.anchors.push_back({p, Box::around(p, width, width), {}});
  }
  if (in.ahead && all.size() == 1 && !all[0].runs.empty()) {
    const Point p = all[0].runs.back().back();
    out.anchors.push_back({p, Box::around(p, 0, 0), {}});
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"line", "A line through the rows, in their order.",
             with_data_fields<Line>(
                 {field<&Line::x>("x", "Places along the x axis.",
                                  {.required = true, .unless = "of", .axis = AxisName::x}),
                  field<&Line::y>("y", "Places along the y axis.",
                                  {.required = true, .unless = "of", .axis = AxisName::y}),
                  field<&Line::of>("of",
                                   "Instead of rows, a function of x over the width of the view: "
                                   "=sin(x), or a model of one feature.",
                                   {.axis = AxisName::x}),
                  field<&Line::by>(
                      "by",
                      "A line for each of its values, whose colour, width and label are those of "
                      "its rows."),
                  field<&Line::curve>("curve", "How points are joined.",
                                      {.fallback = "linear", .choices = curve_names()}),
                  field<&Line::color>("color", "Its colour.", {.fallback = "ink", .whole = true}),
                  field<&Line::width>("width", "Its width; the theme's if absent.",
                                      {.least = 0, .px = true}),
                  field<&Line::style>("style", "Whole or broken.",
                                      {.fallback = "solid", .choices = line_styles()}),
                  field<&Line::halo>("halo",
                                     "A rim in the ground's colour, to lift it off other lines.",
                                     {.fallback = "false"}),
                  field<&Line::label, Line>("label", "A text beside it, in its colour."),
                  label_size_field<Line>(),
                  field<&Line::label_at>("label_at", "Where along the line: 0 to 1.",
                                         {.fallback = "1", .least = 0, .most = 1}),
                  field<&Line::label_side>("label_side",
                                           "The side that the label stands at; auto: a free one.",
                                           {.fallback = "auto", .choices = label_sides()}),
                  field<&Line::label_angle>(
                      "label_angle", "Level, or turned to follow the line.",
                      {.fallback = "level", .choices = {"level", "follow"}})}),
             false, Way::whole},
    .emit = emit,
    .leads = true,
    .effect = "draw",
    .label_dodges = true,
    .label_room = label_room,
    .reach = reach};

}  // namespace lantern::line_mark
