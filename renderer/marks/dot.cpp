#include "renderer/frame/symbols.h"
#include "renderer/marks/common.h"
#include "renderer/marks/patterned.h"

namespace lantern::dot_mark {
namespace {

struct Dot : LabelFields {
  NumberChannel size;
  ColorChannel color;
  NumberChannel opacity;
  ChoiceChannel shape;
  ChoiceChannel pattern;
  NumberChannel outline;
  ColorChannel outline_color;
};

std::vector<double> sizes(const RecordValue& fields, size_t count) {
  return rows_of(bind<Dot>(fields).size, count);
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto dot = bind<Dot>(in.fields);
  const RowColors colors(in.look, dot.color, place_of_field(in.fields, "color"), "ink");
  Instances items;
  const RowShapes shapes(in.look, dot.shape, dot.pattern);
  items.symbols = shapes.symbols();
  items.keys = in.keys ? in.keys->names() : nullptr;
  if (!dot.outline.per_row()) items.outline = dot.outline[0];
  items.ink =
      RowColors(in.look, dot.outline_color, place_of_field(in.fields, "outline_color"), "ink")[0];
  items.ground = in.look.theme()["ground"];
  const bool anchored = in.anchored || dot.label;
  for (size_t row = 0; row < in.count; ++row) {
    const double size = dot.size[row] * in.shrink;
    items.symbol.push_back(shapes[row]);
    items.x.push_back(static_cast<float>(in.points[row].x));
    items.y.push_back(static_cast<float>(in.points[row].y));
    items.size.push_back(static_cast<float>(size));
    items.color.push_back(colors[row]);
    items.opacity.push_back(static_cast<float>(dot.opacity[row]));
    if (dot.outline.per_row()) items.outlines.push_back(static_cast<float>(dot.outline[row]));
    if (anchored)
      out.anchors.push_back({in.points[row], Box::around(in.points[row], size, size), {}});
  }
  out.items.push_back(make_item(in.id + ".symbols", std::move(items)));
  for (size_t row = 0; row < in.count && anchored; ++row) {
    emit_label(in, dot, {.box = out.anchors[row].box, .opacity = dot.opacity[row]}, row, out);
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"dot", "A small shape for each row.",
             with_data_fields<Dot>(joined(
                 {placement_fields(),
                  {field<&Dot::size>("size", "Width and height.",
                                     {.fallback = "9", .least = 0, .px = true}),
                   field<&Dot::color>("color", "Fill.", {.fallback = "ink"}),
                   field<&Dot::shape>("shape", "Its outline; the values of a column each have one.",
                                      {.fallback = "circle", .choices = shape_names()}),
                   pattern_field<Dot>(),
                   field<&Dot::outline>("outline", "Width of a line around it.",
                                        {.fallback = "0", .least = 0, .px = true}),
                   field<&Dot::outline_color>("outline_color", "Colour of that line, one for all.",
                                              {.fallback = "ink", .whole = true})},
                  label_fields<Dot>()}))},
    .emit = emit,
    .outside = Outside::left_out,
    .effect = "pop",
    .sizes = sizes};

}  // namespace lantern::dot_mark
