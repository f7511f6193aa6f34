#include <cmath>

#include "renderer/marks/common.h"

namespace lantern::rect_mark {
namespace {

struct Rect : LabelFields {
  NumberChannel x, x2, y, y2;
  ColorChannel color;
  NumberChannel opacity;
  double outline = 0;
  ColorChannel outline_color;
  double radius = 0;
};

/// The rectangle of a row; empty where one of its sides is missing.
Box box_of(const MarkInput& in, const Rect& rect, size_t row) {
  const Plot& plot = in.plot;
  const Box& area = plot.area;
  const double x0 = rect.x.given ? plot.x_of(rect.x, row) : area.x0;
  const double x1 = rect.x2.given ? plot.x_of(rect.x2, row) : area.x1;
  const double y0 = rect.y.given ? plot.y_of(rect.y, row) : area.y1;
  const double y1 = rect.y2.given ? plot.y_of(rect.y2, row) : area.y0;
  Box out;
  if (std::isnan(x0 + x1 + y0 + y1)) return out;
  out.add(Point{x0, y0});
  out.add(Point{x1, y1});
  return out;
}

/// A bar that is open towards an edge of the area grows from there.
std::optional<Point> base_of(const Rect& rect, const Box& box) {
  const bool left = !rect.x.given && rect.x2.given, right = rect.x.given && !rect.x2.given;
  const bool below = !rect.y.given && rect.y2.given, above = rect.y.given && !rect.y2.given;
  if (!left && !right && !below && !above) return std::nullopt;
  return Point{left    ? box.x0
               : right ? box.x1
                       : box.center().x,
               below   ? box.y1
               : above ? box.y0
                       : box.center().y};
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto rect = bind<Rect>(in.fields);
  const RowColors colors(in.look, rect.color, place_of_field(in.fields, "color"), "accent");
  const RowColors rims(in.look, rect.outline_color, place_of_field(in.fields, "outline_color"),
                       "ground");
  for (size_t row = 0; row < in.count; ++row) {
    const Box box = box_of(in, rect, row);
    if (in.anchored) out.anchors.push_back({box.center(), box, {}});
    if (box.empty()) continue;
    PathShape shape;
    shape.path = rect.radius > 0 ? rounded_rect_path(box, rect.radius) : rect_path(box);
    shape.fill = colors[row];
    if (rect.outline > 0) {
      shape.stroke = Stroke{rims[row], rect.outline, Cap::butt, Join::miter, {}, 0};
    }
    out.items.push_back(std::make_shared<const Item>(Item{.id = in.row_id(row, "rect"),
                                                          .opacity = rect.opacity[row],
                                                          .row = in.keys ? int(row) : -1,
                                                          .shape = std::move(shape),
                                                          .pivot = base_of(rect, box)}));
  }
  for (size_t row = 0; row < in.count && rect.label; ++row) {
    const Box box = box_of(in, rect, row);
    if (!box.empty())
      emit_label(in, rect, {Names::region, box, "center", rect.opacity[row], {}}, row, out);
  }
  out.clip = in.plot.area;
  for (MarkLabel& label : out.labels) label.spot.within = in.plot.area.inset(2);
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"rect",
             "A rectangle for each row: from x to x2 and from y to y2, up to the area's edges.",
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
                          field<&Rect::outline>("outline", "Width of a line around it.",
                                                {.fallback = "0", .least = 0, .px = true}),
                          field<&Rect::outline_color>("outline_color", "That line's colour.",
                                                      {.fallback = "ground"}),
                          field<&Rect::radius>("radius", "Of its corners.",
                                               {.fallback = "0", .least = 0, .px = true})},
                         label_fields<Rect>()}))},
    .emit = emit};

}  // namespace lantern::rect_mark
