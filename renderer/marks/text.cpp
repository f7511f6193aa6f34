#include <cmath>

#include "renderer/marks/common.h"

namespace lantern {
namespace {

struct Text {
  Label text;
  std::string role;
  std::optional<double> size;
  std::optional<int> weight;
  ColorChannel color;
  std::string align;
  std::string valign;
  NumberChannel angle;
  bool halo = true;
  double wrap = 0;
  NumberChannel opacity;
};

TypeStyle style_of(const Theme& theme, const Text& mark) {
  TypeStyle style = mark.role == "title"     ? theme.title
                    : mark.role == "heading" ? theme.heading
                    : mark.role == "tick"    ? theme.tick
                    : mark.role == "caption" ? theme.caption
                                             : theme.label;
  if (mark.size) style.size = *mark.size;
  if (mark.weight) style.weight = *mark.weight;
  return style;
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto mark = bind<Text>(in.fields);
  const TypeStyle style = style_of(in.look.theme(), mark);
  const Font font = font_of(in.look.theme(), style);
  const TextAlign align = mark.align == "start" ? TextAlign::start
                          : mark.align == "end" ? TextAlign::end
                                                : TextAlign::middle;
  const RowColors colors(in.look, mark.color, place_of_field(in.fields, "color"), "ink");
  TextPlacing placing;
  placing.anchor = {align == TextAlign::start ? 0
                    : align == TextAlign::end ? 1
                                              : 0.5,
                    mark.valign == "top"      ? 0
                    : mark.valign == "bottom" ? 1
                                              : 0.5};
  const Box inside = in.plot.cell.inset(2);
  placing.inside = &inside;
  if (!mark.text.widest.empty()) {
    placing.reserve = in.shaper.shape(mark.text.widest, font, align, mark.wrap)->width;
  }
  for (size_t row = 0; row < in.count; ++row) {
    const std::string text = mark.text[row];
    if (text.empty()) continue;
    placing.at = in.points[row];
    placing.angle = mark.angle.given ? mark.angle[row] * 3.14159265358979323846 / 180 : 0;
    TextShape shape = place_text(in.shaper.shape(text, font, align, mark.wrap), placing);
    shape.color = in.look.for_text(colors[row], font);
    if (mark.halo) shape.halo = halo_of(in.look, font.size);
    if (in.anchored) out.anchors.push_back({placing.at, text_box(shape), {}});
    out.items.push_back(make_item(in.row_id(row, "text"), std::move(shape), mark.opacity[row],
                                  in.keys ? static_cast<int>(row) : -1));
  }
}

}  // namespace

extern const MarkType kText;
const MarkType kText{
    {"text", "A text for each row, or one.",
     with_data_fields<Text>(joined(
         {{field<&Text::text>("text", "What it says; {=expr:.2f} is a live value.",
                              {.required = true})},
          placement_fields(),
          {field<&Text::role>(
               "role", "The theme's text style.",
               {.fallback = "label", .choices = {"label", "title", "heading", "tick", "caption"}}),
           field<&Text::size>("size", "Font size; the role's if absent.",
                              {.least = 4, .most = 400, .px = true}),
           field<&Text::weight>("weight", "Font weight, 100 to 900; the role's if absent.",
                                {.least = 100, .most = 900}),
           field<&Text::color>("color", "Its colour.", {.fallback = "ink"}),
           field<&Text::align>("align", "Which end of it stands at its place.",
                               {.fallback = "middle", .choices = {"start", "middle", "end"}}),
           field<&Text::valign>("valign", "The same, upright.",
                                {.fallback = "middle", .choices = {"top", "middle", "bottom"}}),
           field<&Text::angle>("angle", "Turned clockwise, in degrees."),
           field<&Text::halo>("halo", "A rim in the ground's colour, so that it reads on anything.",
                              {.fallback = "true"}),
           field<&Text::wrap>("wrap", "Breaks lines at this width; 0 does not.",
                              {.fallback = "0", .least = 0, .px = true})}}))},
    emit,
    "fade"};

}  // namespace lantern
