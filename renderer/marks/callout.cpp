#include "renderer/marks/annotation.h"

namespace lantern::callout_mark {
namespace {

struct Callout : NoteFields {
  std::string side;
  double distance = 0;
  std::string leader;
  std::string end;
  ColorChannel line_color;
  double width = 0;
  NumberChannel opacity;
};

Leader leader_of(const Callout& callout, const Color& color) {
  Leader out;
  out.shape = callout.leader == "elbow" ? Leader::Shape::elbow : Leader::Shape::straight;
  out.always = true;
  out.color = color;
  out.width = callout.width;
  out.dot = callout.end == "dot" ? 3 + 1.6 * callout.width : 0;
  return out;
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto callout = bind<Callout>(in.fields);
  const RowColors colors(in.look, callout.color, place_of_field(in.fields, "color"), "ink");
  const RowColors lines(in.look, callout.line_color, place_of_field(in.fields, "line_color"),
                        "muted");
  for (size_t row = 0; row < in.count; ++row) {
    if (callout.text[row].empty()) {
      if (in.anchored) out.anchors.push_back(nowhere());
      continue;
    }
    const SetNote note = set_note(in, callout, row, colors[row]);
    LabelSpot spot =
        note_spot(in, row, callout.side, callout.distance, note.width, note.text->height);
    PlacedText shape =
        place_text(in, note.text, {{spot.home.x0, spot.home.y0}, {0, 0}, 0, nullptr, 0});
    shape.color = note.color;
    shape.halo = halo_of(in.look, note.font.size);
    if (in.anchored) out.anchors.push_back({spot.home.center(), spot.home, {}});
    add_label(out,
              text_item(in.row_id(row, "note") + ".text", shape, callout.opacity[row],
                        in.keys ? static_cast<int>(row) : -1),
              std::move(spot), leader_of(callout, lines[row]));
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"callout", "A text that stands off with a line to what it is about.",
             with_data_fields<Callout>(joined(
                 {note_fields<Callout>("200"),
                  target_fields(),
                  {field<&Callout::side>("side", "Where it stands; auto: where there is room.",
                                         {.fallback = "auto", .choices = label_sides()}),
                   field<&Callout::distance>("distance", "How far away at least.",
                                             {.fallback = "34", .least = 0, .px = true}),
                   field<&Callout::leader>("leader", "The line's way.",
                                           {.fallback = "elbow", .choices = {"elbow", "straight"}}),
                   field<&Callout::end>("end", "What the line ends in.",
                                        {.fallback = "dot", .choices = {"dot", "none"}}),
                   field<&Callout::line_color>("line_color", "The line's colour.",
                                               {.fallback = "muted"}),
                   field<&Callout::width>("width", "The line's width.",
                                          {.fallback = "1.5", .least = 0, .px = true})}}))},
    .emit = emit,
    .outside = Outside::left_out,
    .effect = "draw",
    .calls_out = true};

}  // namespace lantern::callout_mark
