#include <cmath>

#include "renderer/marks/common.h"

namespace lantern::square_mark {
namespace {

struct Square : LabelFields {
  NumberChannel x, y, y2;
  std::string side;
  ColorChannel color;
  NumberChannel outline, fill_opacity;
  NumberChannel opacity;
};

/// One side stands on x, from y to y2; the others are as long, whatever the x axis counts.
Box box_of(const MarkInput& in, const Square& square, size_t row) {
  const double x = in.plot.x_of(square.x, row);
  const double y = in.plot.y_of(square.y, row), y2 = in.plot.y_of(square.y2, row);
  const double side = std::fabs(y2 - y);
  // Where it is free to choose, squares above the line go one way and those below the other, so
  // that neighbours lie less on each other.
  const bool right = square.side == "right" || (square.side == "auto" && y <= y2);
  return {right ? x : x - side, std::min(y, y2), right ? x + side : x, std::max(y, y2)};
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto square = bind<Square>(in.fields);
  const RowColors colors(in.look, square.color, place_of_field(in.fields, "color"), "accent");
  for (size_t row = 0; row < in.count; ++row) {
    const Box box = box_of(in, square, row);
    if (in.anchored) out.anchors.push_back({box.center(), box, {}});
    PathShape shape{rect_path(box), faded(colors[row], square.fill_opacity[row]), {}};
    if (square.outline[row] > 0) {
      shape.stroke = Stroke{colors[row], square.outline[row], Cap::butt, Join::miter, {}, 0};
    }
    const double x = in.plot.x_of(square.x, row), y2 = in.plot.y_of(square.y2, row);
    out.items.push_back(std::make_shared<const Item>(Item{.id = in.row_id(row, "square"),
                                                          .opacity = square.opacity[row],
                                                          .row = in.keys ? int(row) : -1,
                                                          .shape = std::move(shape),
                                                          .pivot = Point{x, y2}}));
    emit_label(
        in, square,
        {.names = Names::region, .box = box, .side = "center", .opacity = square.opacity[row]}, row,
        out);
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"square",
             "A square for each row, whose side is a length of the y axis: a squared error.",
             with_data_fields<Square>(joined(
                 {{field<&Square::x>("x", "Where one side stands.",
                                     {.required = true, .axis = AxisName::x}),
                   field<&Square::y>("y", "One end of that side: what is there.",
                                     {.required = true, .axis = AxisName::y}),
                   field<&Square::y2>("y2", "Its other end: what was said.",
                                      {.required = true, .axis = AxisName::y}),
                   field<&Square::side>("side",
                                        "Which side of x it lies on; auto: right of it where y is "
                                        "above y2, else left.",
                                        {.fallback = "auto", .choices = {"auto", "left", "right"}}),
                   field<&Square::color>("color", "Its colour.", {.fallback = "accent"}),
                   field<&Square::outline>("outline", "Width of the line around it.",
                                           {.fallback = "1.5", .least = 0, .px = true}),
                   field<&Square::fill_opacity>("fill_opacity", "How much of its colour fills it.",
                                                {.fallback = "0.22", .least = 0, .most = 1})},
                  label_fields<Square>()}))},
    .emit = emit,
    .by_row = true,
    .effect = "grow"};

}  // namespace lantern::square_mark
