#include "renderer/marks/annotation.h"

namespace lantern::box_mark {
namespace {

struct BoxMark : NoteFields {
  std::optional<double> width, height;
  double padding = 0, radius = 0, outline = 0;
  ColorChannel fill, outline_color;
  NumberChannel opacity;
};

/// Around its text, or as large as it is told.
Point size_of(const BoxMark& mark, const SetNote& note) {
  return {mark.width.value_or(note.width + 2 * mark.padding),
          mark.height.value_or(note.text->height + 1.4 * mark.padding)};
}

void emit_row(const MarkInput& in, const BoxMark& mark, const SetNote& note, size_t row,
              const Color& fill, const Color& rim, MarkOutput& out) {
  const Point size = size_of(mark, note);
  const Box box = Box::around(in.points[row], size.x, size.y);
  if (in.anchored) out.anchors.push_back({box.center(), box, {}});
  PathShape panel{
      rounded_rect_path(box, std::min({mark.radius, size.x / 2, size.y / 2})), fill, {}};
  if (mark.outline > 0) panel.stroke = Stroke{rim, mark.outline, Cap::butt, Join::round, {}, 0};
  PlacedText words = place_text(note.text, {box.center(), {0.5, 0.5}, 0, nullptr, note.width});
  const bool own = mark.color.per_row() || mark.color.constant != "ink";
  words.color = own ? in.look.for_text(note.color, note.font, fill) : in.look.letters_on(fill);
  const std::string id = in.row_id(row, "box");
  Group group;  // one thing to effects
  group.children = {make_item(id + ".panel", std::move(panel)), text_item(id + ".text", words)};
  out.items.push_back(make_item(id, std::move(group), mark.opacity[row], in.keys ? int(row) : -1));
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto mark = bind<BoxMark>(in.fields);
  const RowColors letters(in.look, mark.color, place_of_field(in.fields, "color"), "ink");
  const RowColors fills(in.look, mark.fill, place_of_field(in.fields, "fill"), "panel");
  const RowColors rims(in.look, mark.outline_color, place_of_field(in.fields, "outline_color"),
                       "axis");
  for (size_t row = 0; row < in.count; ++row) {
    emit_row(in, mark, set_note(in, mark, row, letters[row]), row, fills[row], rims[row], out);
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"box", "A text on a panel of its own: a part of a diagram.",
             with_data_fields<BoxMark>(joined(
                 {note_fields<BoxMark>("180"),
                  placement_fields(),
                  {field<&BoxMark::width>("width", "As wide as its text if absent.",
                                          {.least = 0, .px = true}),
                   field<&BoxMark::height>("height", "As high as its text if absent.",
                                           {.least = 0, .px = true}),
                   field<&BoxMark::padding>("padding", "Space around the text.",
                                            {.fallback = "14", .least = 0, .px = true}),
                   field<&BoxMark::radius>("radius", "Of its corners.",
                                           {.fallback = "8", .least = 0, .px = true}),
                   field<&BoxMark::fill>("fill", "The panel's colour.", {.fallback = "panel"}),
                   field<&BoxMark::outline>("outline", "Width of the line around it.",
                                            {.fallback = "1.5", .least = 0, .px = true}),
                   field<&BoxMark::outline_color>("outline_color", "That line's colour.",
                                                  {.fallback = "axis"})}}))},
    .emit = emit,
    .outside = Outside::left_out,
    .effect = "pop",
    .whole = true};

}  // namespace lantern::box_mark
