#include <algorithm>
#include <numbers>

#include "renderer/marks/common.h"

namespace lantern::glyph_mark {
namespace {

struct GlyphMark : LabelFields {
  GlyphChannel glyph;
  NumberChannel size;
  ColorChannel color;
  NumberChannel opacity;
  NumberChannel angle;
  ChoiceChannel mood;
};

std::vector<double> sizes(const RecordValue& fields, size_t count) {
  return rows_of(bind<GlyphMark>(fields).size, count);
}

/// The symbols in use and which of them each row shows.
class RowSymbols {
 public:
  RowSymbols(const MarkInput& in, const GlyphMark& mark)
      : in_(in),
        channel_(mark.glyph),
        mood_(mark.mood),
        at_(place_of_field(in.fields, "glyph")),
        mood_at_(place_of_field(in.fields, "mood")) {}

  std::uint16_t operator()(size_t row, std::vector<SymbolPtr>& symbols) const {
    SymbolPtr symbol = in_.look.glyph(channel_[row], at_);
    if (mood_.given) symbol = in_.look.in_mood(symbol, mood_[row], mood_at_);
    const auto known = std::find(symbols.begin(), symbols.end(), symbol);
    if (known != symbols.end()) return static_cast<std::uint16_t>(known - symbols.begin());
    symbols.push_back(symbol);
    return static_cast<std::uint16_t>(symbols.size() - 1);
  }

 private:
  const MarkInput& in_;
  const GlyphChannel& channel_;
  const ChoiceChannel& mood_;
  const Location &at_, &mood_at_;
};

/// A glyph whose value has a colour in its meaning takes it, unless the mark has a colour.
ColorChannel color_of(const GlyphMark& mark) {
  if (mark.color.given) return mark.color;
  ColorChannel out;
  static_cast<TextChannel&>(out) = mark.glyph;
  return out;
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto mark = bind<GlyphMark>(in.fields);
  const ColorChannel channel = color_of(mark);
  const bool own_color =
      mark.color.given || mark.glyph.per_row() || in.look.meanings().count(mark.glyph.constant) > 0;
  const RowColors colors(in.look, own_color ? channel : ColorChannel{},
                         place_of_field(in.fields, mark.color.given ? "color" : "glyph"), "ink");
  const RowSymbols symbol_of(in, mark);
  Instances items;
  items.keys = in.keys ? in.keys->names() : nullptr;
  items.ink = in.look.theme()["ink"];
  items.ground = in.look.theme()["ground"];
  const bool anchored = in.anchored || mark.label;
  for (size_t row = 0; row < in.count; ++row) {
    const double size = mark.size[row] * in.shrink;
    items.symbol.push_back(symbol_of(row, items.symbols));
    items.x.push_back(static_cast<float>(in.points[row].x));
    items.y.push_back(static_cast<float>(in.points[row].y));
    items.size.push_back(static_cast<float>(size));
    items.color.push_back(colors[row]);
    items.opacity.push_back(static_cast<float>(mark.opacity[row]));
    if (mark.angle.given) {
      items.angle.push_back(static_cast<float>(mark.angle[row] * std::numbers::pi / 180));
    }
    if (anchored)
      out.anchors.push_back({in.points[row], Box::around(in.points[row], size, size), {}});
  }
  out.items.push_back(make_item(in.id + ".symbols", std::move(items)));
  for (size_t row = 0; row < in.count && anchored; ++row) {
    emit_label(in, mark, {.box = out.anchors[row].box, .opacity = mark.opacity[row]}, row, out);
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"glyph", "A drawing for each row: an icon of a value.",
             with_data_fields<GlyphMark>(
                 joined({{field<&GlyphMark::glyph>(
                             "glyph", "The drawing: a column, a value with a meaning, or a name.",
                             {.required = true})},
                         placement_fields(),
                         {field<&GlyphMark::size>("size", "Width and height.",
                                                  {.fallback = "24", .least = 0, .px = true}),
                          field<&GlyphMark::color>(
                              "color", "Its main colour; that of the glyph's value if absent."),
                          field<&GlyphMark::mood>("mood",
                                                  "How it feels, where the drawing has moods: sad, "
                                                  "or ='sad' if wrong else 'happy'."),
                          field<&GlyphMark::angle>("angle", "Turned clockwise, in degrees.")},
                         label_fields<GlyphMark>()}))},
    .emit = emit,
    .outside = Outside::left_out,
    .effect = "pop",
    .sizes = sizes};

}  // namespace lantern::glyph_mark
