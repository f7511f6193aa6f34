#include "renderer/marks/annotation.h"

namespace lantern::bubble_mark {
namespace {

struct Bubble : NoteFields {
  std::string side;
  double distance = 0;
  double padding = 0;
  double radius = 0;
  ColorChannel fill;
  ColorChannel outline_color;
  NumberChannel outline;
  NumberChannel opacity;
};

Leader panel_of(const Bubble& bubble, size_t row, const Color& fill, const Color& outline) {
  Leader out;
  out.shape = Leader::Shape::tail;
  out.always = true;
  out.color = outline;
  out.width = bubble.outline[row];
  out.radius = bubble.radius;
  out.fill = fill;
  return out;
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto bubble = bind<Bubble>(in.fields);
  const RowColors colors(in.look, bubble.color, place_of_field(in.fields, "color"), "ink");
  const RowColors fills(in.look, bubble.fill, place_of_field(in.fields, "fill"), "panel");
  const RowColors rims(in.look, bubble.outline_color, place_of_field(in.fields, "outline_color"),
                       "axis");
  for (size_t row = 0; row < in.count; ++row) {
    if (bubble.text[row].empty()) {
      if (in.anchored) out.anchors.push_back(nowhere());
      continue;
    }
    const SetNote note = set_note(in, bubble, row, colors[row]);
    LabelSpot spot =
        note_spot(in, row, bubble.side, bubble.distance, note.width + 2 * bubble.padding,
                  note.text->height + 1.5 * bubble.padding);
    spot.within = spot.within.inset(bubble.outline[row] / 2);
    const Point c = spot.home.center();
    PlacedText shape =
        place_text(in, note.text, {{spot.home.x0 + bubble.padding, c.y}, {0, 0.5}, 0, nullptr, 0});
    shape.color = note.color;
    if (in.anchored) out.anchors.push_back({c, spot.home, {}});
    add_label(out,
              text_item(in.row_id(row, "bubble") + ".text", shape, bubble.opacity[row],
                        in.keys ? static_cast<int>(row) : -1),
              std::move(spot), panel_of(bubble, row, fills[row], rims[row]));
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"bubble", "A speech bubble: a text on a panel with a tail to who says it.",
             with_data_fields<Bubble>(joined(
                 {note_fields<Bubble>("200"),
                  target_fields(),
                  {field<&Bubble::side>("side", "Where it stands; auto: where there is room.",
                                        {.fallback = "auto", .choices = label_sides()}),
                   field<&Bubble::distance>("distance", "How far away at least.",
                                            {.fallback = "20", .least = 0, .px = true}),
                   field<&Bubble::padding>("padding", "Space around the text.",
                                           {.fallback = "12", .least = 0, .px = true}),
                   field<&Bubble::radius>("radius", "Of its corners.",
                                          {.fallback = "10", .least = 0, .px = true}),
                   field<&Bubble::fill>("fill", "The panel's colour.", {.fallback = "panel"}),
                   field<&Bubble::outline_color>("outline_color", "Colour of the line around it.",
                                                 {.fallback = "axis"}),
                   field<&Bubble::outline>("outline", "Width of that line.",
                                           {.fallback = "1.5", .least = 0, .px = true})}}))},
    .emit = emit,
    .outside = Outside::left_out,
    .effect = "pop",
    .calls_out = true,
    .solid = true};

}  // namespace lantern::bubble_mark
