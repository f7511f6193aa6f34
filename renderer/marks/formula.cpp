#include "renderer/formula/draw_formula.h"

#include <cmath>

#include "core/record/field_access.h"
#include "renderer/frame/transform_item.h"
#include "renderer/marks/common.h"

namespace lantern::formula_mark {
namespace {

struct FormulaMark {
  TexSourcePtr tex;
  std::string style;
  std::optional<double> size;
  ColorChannel color;
  std::string align;
  std::string valign;
  NumberChannel opacity;
};

/// Where its box begins, as `align` and `valign` say.
Point top_left(const FormulaMark& mark, Point at, double width, double height) {
  const double x = mark.align == "start" ? 0 : mark.align == "end" ? 1 : 0.5;
  const double y = mark.valign == "top" ? 0 : mark.valign == "bottom" ? 1 : 0.5;
  return at - Point{width * x, height * y};
}

/// Of each named part, or of the formula as a whole.
void add_anchors(const MarkInput& in, const Box& box, MarkOutput& out) {
  if (!in.keys) {
    out.anchors.push_back({in.points[0], box, {}});
    return;
  }
  std::vector<Box> boxes(in.count);
  for (const ItemPtr& item : out.items) {
    if (item->row >= 0) boxes[size_t(item->row)].add(bounds_of(*item));
  }
  for (const Box& part : boxes)
    out.anchors.push_back(
        {part.empty() ? box.center() : part.center(), part.empty() ? box : part, {}});
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto mark = bind<FormulaMark>(in.fields);
  const Theme& theme = in.look.theme();
  const double size = mark.size ? asked_size(theme, *mark.size) : theme.heading.size * 1.25;
  const RowColors colors(in.look, mark.color, place_of_field(in.fields, "color"), "ink");
  const Location& at = place_of_field(in.fields, "tex");
  const bool of_data = bind<CommonFields>(in.fields).data != nullptr;
  const bool display = mark.style == "display";
  const size_t count = of_data ? in.count : 1;
  foresee_formulas(*mark.tex, count, display, theme, in.typesetter);
  for (size_t row = 0; row < count; ++row) {
    const FormulaPtr formula = set_formula(*mark.tex, row, display, theme, in.typesetter, at);
    const double width = formula->width * size;
    const double height = (formula->ascent + formula->descent) * size;
    const Point corner = top_left(mark, in.points[row], width, height);
    Point start = corner + Point{0, formula->ascent * size};
    if (in.still) start.y = std::round(start.y);
    const FormulaInk ink{start, size, colors[row], in.look, in.typesetter, at, in.still};
    const Box box{corner.x, corner.y, corner.x + width, corner.y + height};
    if (of_data) {
      const std::string id = in.row_id(row, "formula");
      out.items.push_back(
          make_item(id, Group{draw_formula(*formula, *mark.tex, row, id, nullptr, ink), {}},
                    mark.opacity[row], static_cast<int>(row)));
      if (in.anchored) out.anchors.push_back({in.points[row], box, {}});
      continue;
    }
    out.items = draw_formula(*formula, *mark.tex, row, in.id, in.keys, ink);
    if (mark.opacity[row] != 1) {
      for (ItemPtr& item : out.items) item = faded(item, mark.opacity[row]);
    }
    if (in.anchored) add_anchors(in, box, out);
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"formula", "A formula in TeX, with live values.",
             with_data_fields<FormulaMark>(
                 joined({{field<&FormulaMark::tex>(
                             "tex",
                             "What it says, in TeX; {=expr:.2f} is a live value. \\cssId{name}{…} "
                             "names a part, "
                             "\\class{name}{…} takes the colour of a value or of the theme.",
                             {.required = true})},
                         placement_fields(),
                         {field<&FormulaMark::style>(
                              "style", "Set on a line of its own, or as within a text.",
                              {.fallback = "display", .choices = {"display", "inline"}}),
                          field<&FormulaMark::size>(
                              "size", "Font size; a little more than a heading's if absent.",
                              {.least = 4, .most = 400, .px = true}),
                          field<&FormulaMark::color>("color", "Its colour.", {.fallback = "ink"}),
                          field<&FormulaMark::align>(
                              "align", "Which end of it stands at its place.",
                              {.fallback = "middle", .choices = {"start", "middle", "end"}}),
                          field<&FormulaMark::valign>(
                              "valign", "The same, upright.",
                              {.fallback = "middle", .choices = {"top", "middle", "bottom"}})}}))},
    .emit = emit,
    .outside = Outside::left_out,
    .whole = true};

}  // namespace lantern::formula_mark
