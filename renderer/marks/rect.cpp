#include <algorithm>
#include <cmath>

#include "renderer/marks/adjoining.h"
#include "renderer/marks/bands.h"
#include "renderer/marks/patterned.h"

namespace lantern::rect_mark {
namespace {

struct Rect : LabelFields {
  NumberChannel x, x2, y, y2;
  ColorChannel color;
  ChoiceChannel pattern;
  NumberChannel opacity;
  NumberChannel outline;
  ColorChannel outline_color;
  double radius = 0;
};

/// One axis of the plot, as sides of rectangles see it.
struct Along {
  double start, end;           ///< the area's edges, as the axis runs
  double half_band;            ///< of a category
  std::optional<double> zero;  ///< where bars stand
};

Along along(const Scale& scale, double start, double end) {
  const size_t categories = scale.domain.categories.size();
  if (categories == 0) return {start, end, 0, scale.at(scale.base())};
  return {start, end, std::fabs(end - start) / double(categories) / 2, std::nullopt};
}

Along along_x(const Plot& plot) {
  return along(plot.x, plot.area.x0, plot.area.x1);
}

Along along_y(const Plot& plot) {
  return along(plot.y, plot.area.y1, plot.area.y0);
}

/// From one side of a rectangle to the other.
struct Sides {
  double low = std::numeric_limits<double>::infinity(), high = -low;

  void add(double at) {
    low = std::min(low, at);
    high = std::max(high, at);
  }
};

/// A category fills its band. What has no end, or is left out, reaches the area's edge.
Sides sides_of(const NumberChannel& first, double first_at, const NumberChannel& second,
               double second_at, const Along& axis) {
  Sides out;
  const double low = std::min(axis.start, axis.end), high = std::max(axis.start, axis.end);
  const auto add = [&](const NumberChannel& side, double at) {
    if (is_category(side)) {
      out.add(at - axis.half_band);
      out.add(at + axis.half_band);
    } else {
      out.add(std::isinf(at) ? (at > 0 ? high : low) : at);
    }
  };
  if (first.given) add(first, first_at);
  else if (!is_category(second)) out.add(axis.start);
  if (second.given) add(second, second_at);
  else if (!is_category(first)) out.add(axis.end);
  return out;
}

Box box_of(const MarkInput& in, const Rect& rect, size_t row) {
  const Plot& plot = in.plot;
  const Sides x =
      sides_of(rect.x, plot.x_of(rect.x, row), rect.x2, plot.x_of(rect.x2, row), along_x(plot));
  const Sides y =
      sides_of(rect.y, plot.y_of(rect.y, row), rect.y2, plot.y_of(rect.y2, row), along_y(plot));
  return {x.low, y.low, x.high, y.high};
}

/// The side that a bar grows from along an axis: the one at the area's edge that is left out, else
/// the one at zero; nothing: its middle.
std::optional<double> foot_of(const NumberChannel& first, const NumberChannel& second, double low,
                              double high, const Along& axis) {
  constexpr double kNear = 0.01;
  const bool upwards = axis.start < axis.end;
  if (!first.given && second.given) return upwards ? low : high;
  if (first.given && !second.given) return upwards ? high : low;
  if (!first.given || !axis.zero) return std::nullopt;
  if (std::fabs(low - *axis.zero) < kNear) return low;
  if (std::fabs(high - *axis.zero) < kNear) return high;
  return std::nullopt;
}

/// What a bar grows from, so that it is never ahead of its numbers.
std::optional<Point> base_of(const MarkInput& in, const Rect& rect, const Box& box) {
  const bool bands = is_category(rect.x) || is_category(rect.y);
  const auto x = is_category(rect.x) ? std::nullopt
                                     : foot_of(rect.x, rect.x2, box.x0, box.x1, along_x(in.plot));
  const auto y = is_category(rect.y) ? std::nullopt
                                     : foot_of(rect.y, rect.y2, box.y0, box.y1, along_y(in.plot));
  if (!x && !y && !bands) return std::nullopt;
  return Point{x.value_or(box.center().x), y.value_or(box.center().y)};
}

/// A label of a faint region is read all the same; it goes with what is hardly seen.
double label_opacity(double opacity) {
  constexpr double kFaint = 0.1;
  return std::min(1.0, opacity / kFaint);
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto rect = bind<Rect>(in.fields);
  const RowColors colors(in.look, rect.color, place_of_field(in.fields, "color"), "accent");
  const RowColors rims(in.look, rect.outline_color, place_of_field(in.fields, "outline_color"),
                       "ground");
  const RowPatterns patterns(in.look, rect.pattern);
  std::vector<Box> boxes;
  for (size_t row = 0; row < in.count; ++row) boxes.push_back(box_of(in, rect, row));
  const std::vector<bool> adjoining = join_sides(boxes);
  for (size_t row = 0; row < in.count; ++row) {
    const Box& box = boxes[row];
    if (in.anchored) out.anchors.push_back({box.center(), box, {}});
    PathShape shape;
    shape.path = rect.radius > 0 ? rounded_rect_path(box, rect.radius) : rect_path(box);
    shape.fill = colors[row];
    shape.crisp = adjoining[row] && rect.radius == 0;
    if (rect.outline[row] > 0) {
      shape.stroke = Stroke{rims[row], rect.outline[row], Cap::butt, Join::miter, {}, 0};
    }
    add_filled(in,
               Item{.id = in.row_id(row, "rect"),
                    .opacity = rect.opacity[row],
                    .row = in.keys ? int(row) : -1,
                    .shape = std::move(shape),
                    .pivot = base_of(in, rect, box)},
               patterns[row], out);
  }
  for (size_t row = 0; row < in.count && rect.label; ++row) {
    emit_label(in, rect,
               {Names::region, boxes[row], "center", label_opacity(rect.opacity[row]), {}}, row,
               out);
  }
  if (in.clipped) out.clip = in.plot.area;
  for (MarkLabel& label : out.labels) label.spot.within = in.plot.area.inset(2);
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"rect",
             "A rectangle for each row: from x to x2 and from y to y2, up to the area's edges; a "
             "category fills its band.",
             with_data_fields<Rect>(
                 joined({{field<&Rect::x>("x", "One side; the area's left edge if absent.",
                                          {.axis = AxisName::x}),
                          field<&Rect::x2>("x2", "The other; the area's right edge if absent.",
                                           {.axis = AxisName::x}),
                          field<&Rect::y>("y", "One side; the area's lower edge if absent.",
                                          {.axis = AxisName::y}),
                          field<&Rect::y2>("y2", "The other; the area's upper edge if absent.",
                                           {.axis = AxisName::y}),
                          field<&Rect::color>("color", "Its colour.", {.fallback = "accent"}),
                          pattern_field<Rect>(),
                          field<&Rect::outline>("outline", "Width of a line around it.",
                                                {.fallback = "0", .least = 0, .px = true}),
                          field<&Rect::outline_color>("outline_color", "That line's colour.",
                                                      {.fallback = "ground"}),
                          field<&Rect::radius>("radius", "Of its corners.",
                                               {.fallback = "0", .least = 0, .px = true})},
                         label_fields<Rect>()}))},
    .emit = emit,
    .endless = true,
    .by_row = true};

}  // namespace lantern::rect_mark
