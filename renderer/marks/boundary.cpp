#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/portable_math.h"
#include "renderer/marks/common.h"
#include "renderer/paths/clip.h"

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

/// The area cut by the line. It goes from where the value gets positive to where it gets negative
/// on the way around the area: that holds while the line turns, so that its ends and the halves
/// find each other in a transition, whatever its slope. Empty where the line misses the area.
struct Cut {
  PathShape line, positive, negative;
};

Path polygon(const std::vector<Point>& corners) {
  Path out = polyline_path(corners);
  if (!corners.empty()) out.close();
  return out;
}

/// So that none of its terms is large without need.
Boundary scaled(Boundary line) {
  const double most = std::max({std::fabs(line.a), std::fabs(line.b), std::fabs(line.c)});
  if (most > 0) line.a /= most, line.b /= most, line.c /= most;
  return line;
}

std::array<Corner, 4> corners_of(const Plot& plot, const Boundary& line) {
  const Box& area = plot.area;
  std::array<Corner, 4> out{{{{area.x0, area.y0}, 0},
                             {{area.x1, area.y0}, 0},
                             {{area.x1, area.y1}, 0},
                             {{area.x0, area.y1}, 0}}};
  for (Corner& corner : out) {
    corner.value =
        line.a * plot.x.value_at(corner.at.x) + line.b * plot.y.value_at(corner.at.y) + line.c;
  }
  return out;
}

double x_on(const Plot& plot, const Boundary& line, double y) {
  return plot.x.at(-(line.b * plot.y.value_at(y) + line.c) / line.a);
}
double y_on(const Plot& plot, const Boundary& line, double x) {
  return plot.y.at(-(line.a * plot.x.value_at(x) + line.c) / line.b);
}

bool straight(const Plot& plot) {
  return plot.x.type->straight && plot.y.type->straight;
}

/// Where the line crosses an edge of the area.
Point crossing(const Plot& plot, const Boundary& line, const Corner& from, const Corner& to) {
  if (straight(plot)) return mix(from.at, to.at, from.value / (from.value - to.value));
  if (from.at.y == to.at.y) return {x_on(plot, line, from.at.y), from.at.y};
  return {from.at.x, y_on(plot, line, from.at.x)};
}

/// The line between two of its points. Where a scale bends it, by as many points at all times,
/// about equally far apart.
std::vector<Point> way(const Plot& plot, const Boundary& line, Point from, Point to) {
  std::vector<Point> out{from};
  constexpr int kParts = 64, kHalvings = 40;
  const bool bent = !straight(plot) && line.a != 0 && line.b != 0;
  for (int part = 1; bent && part < kParts; ++part) {
    const double wanted = double(part) / kParts;
    double low = 0, high = 1;
    for (int i = 0; i < kHalvings; ++i) {
      const double t = (low + high) / 2, x = from.x + (to.x - from.x) * t;
      const double gone = std::fabs(x - from.x) + std::fabs(y_on(plot, line, x) - from.y);
      (gone < wanted * (std::fabs(to.x - from.x) + std::fabs(to.y - from.y)) ? low : high) = t;
    }
    const double x = from.x + (to.x - from.x) * low;
    out.push_back({x, y_on(plot, line, x)});
  }
  out.push_back(to);
  return out;
}

/// One half: the corners after the place where the walk around the area enters it, and the line
/// back. Always as many points, so that halves morph.
std::vector<Point> half_of(const std::array<Corner, 4>& corners, size_t edge, bool positive,
                           const std::vector<Point>& back) {
  constexpr size_t kMost = 3;  // corners on one side of a line
  std::vector<Point> out;
  for (size_t i = 1; i <= kMost; ++i) {
    const Corner& corner = corners[(edge + i) % 4];
    const bool inside = (corner.value >= 0) == positive;
    out.push_back(inside ? corner.at : out.back());
  }
  out.insert(out.end(), back.begin(), back.end());
  return out;
}

/// The parts of a straight line and its half-planes in the area, all of them known beyond it: while
/// the line turns, both halves end at it and leave no corner bare.
Cut straight_cut(const Box& area, const std::array<Corner, 4>& corners) {
  constexpr double kBeyond = 8;  // diagonals of the area
  const Point uphill{(corners[1].value - corners[0].value) / area.width(),
                     (corners[3].value - corners[0].value) / area.height()};
  const double steep = portable::hypot(uphill.x, uphill.y);
  const double reach = kBeyond * portable::hypot(area.width(), area.height());
  const double middle = (corners[0].value + corners[2].value) / 2;
  const Point up = uphill * (reach / steep), along{-up.y, up.x};
  const double away = std::clamp(middle / steep / reach, -0.5, 0.5);  // it may be far from the area
  const Point foot = area.center() - up * away, from = foot - along, to = foot + along;
  const auto part = [&](Path whole, bool region) {
    PathShape out;
    out.path = region ? clipped_region(whole, area) : clipped_line(whole, area);
    out.cut = std::make_shared<const CutPath>(CutPath{std::move(whole), area});
    return out;
  };
  return {part(polyline_path({from, to}), false),
          part(polygon({from, to, to + up, from + up}), true),
          part(polygon({from, to, to - up, from - up}), true)};
}

Cut bent_cut(const Plot& plot, const Boundary& line, const std::array<Corner, 4>& corners) {
  size_t enters = 4, leaves = 4;  // the edges on which the value gets positive and negative
  for (size_t i = 0; i < 4; ++i) {
    const bool from = corners[i].value >= 0, to = corners[(i + 1) % 4].value >= 0;
    if (!from && to) enters = i;
    if (from && !to) leaves = i;
  }
  const auto on_edge = [&](size_t i) {
    return crossing(plot, line, corners[i], corners[(i + 1) % 4]);
  };
  Cut out;
  if (enters == 4) {
    const auto all = [&](double sign) {
      return std::all_of(corners.begin(), corners.end(),
                         [&](const Corner& corner) { return corner.value * sign >= 0; });
    };
    // Both where it is zero everywhere: it says nothing.
    const Path whole = polygon({corners[0].at, corners[1].at, corners[2].at, corners[3].at});
    if (all(1)) out.positive.path = whole;
    if (all(-1)) out.negative.path = whole;
    return out;
  }
  const std::vector<Point> points = way(plot, line, on_edge(enters), on_edge(leaves));
  const std::vector<Point> back(points.rbegin(), points.rend());
  out.line.path = polyline_path(points);
  out.positive.path = polygon(half_of(corners, enters, true, back));
  out.negative.path = polygon(half_of(corners, leaves, false, points));
  return out;
}

Cut cut(const Plot& plot, const Boundary& line) {
  const std::array<Corner, 4> corners = corners_of(plot, line);
  const bool leans = corners[0].value != corners[1].value || corners[0].value != corners[3].value;
  return straight(plot) && leans ? straight_cut(plot.area, corners) : bent_cut(plot, line, corners);
}

void emit_half(const MarkInput& in, PathShape shape, const ColorChannel& channel,
               std::string_view part, double opacity, MarkOutput& out) {
  if (shape.path.empty()) return;
  const std::string field = std::string(part) + "_color";
  shape.fill = RowColors(in.look, channel, place_of_field(in.fields, field), "ink")[0];
  shape.keeps_size = true;
  out.items.push_back(make_item(in.id + "." + std::string(part), std::move(shape), opacity));
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto line = scaled(bind<Boundary>(in.fields));
  const auto corners = corners_of(in.plot, line);
  const auto known = [](const Corner& corner) { return std::isfinite(corner.value); };
  if (!std::all_of(corners.begin(), corners.end(), known)) return;
  Cut parts = cut(in.plot, line);
  const double fill = line.opacity[0] * line.fill_opacity;
  if (line.positive_color) {
    emit_half(in, parts.positive, *line.positive_color, "positive", fill, out);
  }
  if (line.negative_color) {
    emit_half(in, parts.negative, *line.negative_color, "negative", fill, out);
  }
  if (parts.line.path.empty()) return;
  const double width = line.width.value_or(in.look.theme().rule_width);
  const Color color = RowColors(in.look, line.color, place_of_field(in.fields, "color"), "ink")[0];
  const Cap cap = line.style == "dotted" ? Cap::round : Cap::butt;
  const Stroke stroke{color, width, cap, Join::round, dashes(line.style, width), 0};
  const Box box = parts.line.path.bounds();
  parts.line.stroke = stroke;
  parts.line.keeps_size = true;
  out.items.push_back(make_item(in.id + ".path", std::move(parts.line), line.opacity[0]));
  if (in.anchored) out.anchors.push_back({box.center(), box, {}});
}

/// What a view shows that has nothing else to be fitted to: the line between the ends of the other
/// axis, or where it crosses both, and zero.
void reach(const RecordValue& fields, const Extent& x, const Extent& y, Extent& out_x,
           Extent& out_y) {
  const auto line = scaled(bind<Boundary>(fields));
  const auto along = [&](const Extent& other, double own, double by, Extent& out) {
    if (own == 0) return;
    if (!other.known) out.add(-line.c / own);
    if (!other.known && by != 0) out.add(0);
    for (const double end : {other.low, other.high}) {
      if (other.known) out.add(-(by * end + line.c) / own);
    }
  };
  along(x, line.b, line.a, out_y);
  along(y, line.a, line.b, out_x);
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind =
        {"boundary",
         "The line a·x + b·y + c = 0 across the view, and the half-planes on its sides: a linear "
         "model's decision boundary.",
         with_data_fields<Boundary>(
             {field<&Boundary::a>("a", "Coefficient of what the x axis shows.",
                                  {.required = true, .axis = AxisName::x}),
              field<&Boundary::b>("b", "Coefficient of what the y axis shows.",
                                  {.fallback = "0", .axis = AxisName::y}),
              field<&Boundary::c>("c", "The intercept.", {.required = true}),
              field<&Boundary::color>("color", "Colour of the line.",
                                      {.fallback = "ink", .whole = true}),
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
    .effect = "draw",
    .reach = reach};

}  // namespace lantern::boundary_mark
