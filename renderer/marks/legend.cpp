#include "renderer/plot/legend.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "renderer/frame/symbols.h"
#include "renderer/marks/annotation.h"

namespace lantern::legend_mark {
namespace {

struct LegendMark {
  std::vector<std::string> values;
  std::vector<std::string> texts;
  std::string style;
  std::string flow;
  double size = 0;
  std::string align;
  std::string valign;
  NumberChannel opacity;
};

constexpr double kBetween = 18;  // entries side by side
constexpr double kChipPad = 9;
constexpr double kSymbolGap = 10;  // between a symbol of a formula and what it means

/// One line of it, about (0, 0) at its left end.
struct Entry {
  std::string value;
  Color color;
  SymbolPtr symbol;   ///< of a swatch; null where the value itself is shown
  ParagraphPtr sign;  ///< the value itself, as TeX
  ParagraphPtr text;
  double side = 0;  ///< width of symbol or sign
  double width = 0;
};

/// Other marks give a value without a look the hue of its place in its column, which is not known
/// here.
Color color_of(const MarkInput& in, const std::string& value) {
  const Location& at = place_of_field(in.fields, "values");
  if (in.look.has_look(value)) return in.look.named(value, at);
  throw SceneError({Severity::error, "bad-color", at,
                    fmt::format("{} has no colour of its own to explain", in_quotes(value)),
                    "give it one in `meaning`"});
}

/// Symbols are formulas.
void refuse_raw_color(const MarkInput& in, const std::string& value) {
  if (!value.starts_with('#')) return;
  throw SceneError({Severity::error, "tex", place_of_field(in.fields, "values"),
                    fmt::format("{} is no symbol of a formula", in_quotes(value)),
                    "`style: list` shows a colour"});
}

/// Texts that an author may mean as in `meaning`.
void note_markup(const MarkInput& in, const LegendMark& legend, MarkOutput& out) {
  for (const std::string& text : legend.texts) {
    const bool marked = text.find("**") != text.npos || text.find("]{") != text.npos ||
                        std::count(text.begin(), text.end(), '$') > 1;
    if (!marked) continue;
    out.faults.push_back(
        {Severity::warning, "no-effect", place_of_field(in.fields, "texts"),
         fmt::format("{} is shown as it is written: these texts have no markup", in_quotes(text)),
         "those of `meaning` have: meaning: {cat: {text: \"**cat**\"}}"});
    return;
  }
}

Entry entry_of(const MarkInput& in, const LegendMark& legend, size_t i) {
  const Look& look = in.look;
  const Font font = font_of(look.theme(), {legend.size, 500});
  Entry out;
  out.value = legend.values[i];
  out.color = color_of(in, out.value);
  const RichText words =
      i < legend.texts.size() ? plain_spans(legend.texts[i]) : look.spans(out.value);
  out.text = set_text(words, font, look.theme()["ink"], look, in.typesetter);
  if (legend.style == "symbols") {
    refuse_raw_color(in, out.value);
    SpanStyle formula;
    formula.formula = 0;
    formula.at = place_of_field(in.fields, "values");
    out.color = look.for_text(out.color, font);
    out.sign =
        set_text({{out.value, formula, false, {}}},
                 font_of(look.theme(), {legend.size * 1.15, 600}), out.color, look, in.typesetter);
    out.side = out.sign->width;
    return out;
  }
  const MeaningSpec* meaning = look.find_meaning(out.value);
  const bool drawn = meaning && meaning->glyph;
  out.symbol = drawn ? look.glyph(out.value, place_of_field(in.fields, "values"))
               : meaning && meaning->pattern ? pattern_symbol(meaning->pattern->text)
                                             : shape_symbol("circle");
  out.side = legend.size * (drawn ? 1.35 : 0.75);
  return out;
}

std::vector<Entry> entries_of(const MarkInput& in, const LegendMark& legend) {
  std::vector<Entry> out;
  for (size_t i = 0; i < legend.values.size(); ++i) out.push_back(entry_of(in, legend, i));
  double side = 0;
  for (const Entry& entry : out) side = std::max(side, entry.side);
  const bool chips = legend.style == "chips";
  for (Entry& entry : out) {
    if (legend.flow == "column" && !chips) entry.side = side;  // texts in line with each other
    entry.width =
        entry.side + (entry.sign ? kSymbolGap : 6) + entry.text->width + (chips ? 2 * kChipPad : 0);
  }
  return out;
}

ItemPtr words_at(std::string id, const ParagraphPtr& text, Point at, const Color& color) {
  PlacedText shape = on_pixel(place_text(text, {at, {0, 0.5}, 0, nullptr, 0}));
  shape.color = color;
  return text_item(std::move(id), shape);
}

ItemPtr swatch(std::string id, const Entry& entry, Point middle, double side, const Theme& theme) {
  Instances symbol;
  symbol.symbols = {entry.symbol};
  symbol.symbol = {0};
  symbol.x = {static_cast<float>(middle.x)};
  symbol.y = {static_cast<float>(middle.y)};
  symbol.size = {static_cast<float>(side)};
  symbol.color = {entry.color};
  symbol.opacity = {1};
  symbol.ink = theme["ink"];
  symbol.ground = theme["ground"];
  return make_item(std::move(id), std::move(symbol));
}

ItemPtr draw_entry(const MarkInput& in, const LegendMark& legend, const Entry& entry, Point at,
                   double height) {
  const Theme& theme = in.look.theme();
  const std::string id = in.id + "@" + entry.value;
  Group out;
  double x = at.x;
  if (legend.style == "chips") {
    const Box chip{at.x, at.y - height / 2, at.x + entry.width, at.y + height / 2};
    const Stroke rim{entry.color, 1.2, Cap::butt, Join::round, {}, 0};
    out.children.push_back(
        make_item(id + ".chip", PathShape{rounded_rect_path(chip, height / 2),
                                          mix(theme["ground"], entry.color, 0.16), rim}));
    x += kChipPad;
  }
  if (entry.sign) {
    out.children.push_back(words_at(id + ".symbol", entry.sign,
                                    {x + entry.side - entry.sign->width, at.y}, entry.color));
  } else {
    const double side = legend.size * (entry.symbol->name == "circle" ? 0.75 : 1.35);
    out.children.push_back(swatch(id + ".symbol", entry, {x + entry.side / 2, at.y}, side, theme));
  }
  x += entry.side + (entry.sign ? kSymbolGap : 6);
  out.children.push_back(words_at(id + ".text", entry.text, {x, at.y}, theme["ink"]));
  return make_item(id, std::move(out), legend.opacity[0]);
}

/// From a word to how much of the whole lies before its place.
double share_before(std::string_view word) {
  if (word == "start" || word == "top") return 0;
  return word == "end" || word == "bottom" ? 1 : 0.5;
}

/// Entries in rows, or columns, one after the other: no longer than the view where that is
/// possible.
struct Arranged {
  std::vector<Entry> entries;
  std::vector<Point> places;  ///< the left end of each, about its middle
  double width = 0, height = 0;
  double entry_height = 0;

  bool fits(const Box& room) const { return width <= room.width() && height <= room.height(); }
};

Arranged arranged(const MarkInput& in, const LegendMark& legend) {
  const bool chips = legend.style == "chips", column = legend.flow == "column";
  const double step = legend.size * (chips ? 2.35 : 1.65);
  const double between = chips ? 10 : kBetween;
  const Box& room = in.plot.cell;
  Arranged out{entries_of(in, legend), {}, 0, 0, legend.size * (chips ? 1.9 : 1.2)};
  Point pen;
  double widest = 0;  // of the column
  for (const Entry& entry : out.entries) {
    const bool over =
        column ? pen.y + out.entry_height > room.height() : pen.x + entry.width > room.width();
    if (over && !out.places.empty()) {
      pen = column ? Point{pen.x + widest + between, 0} : Point{0, pen.y + step};
      widest = 0;
    }
    out.places.push_back(pen + Point{0, out.entry_height / 2});
    out.width = std::max(out.width, pen.x + entry.width);
    out.height = std::max(out.height, pen.y + out.entry_height);
    widest = std::max(widest, entry.width);
    if (column) pen.y += step;
    else pen.x += entry.width + between;
  }
  return out;
}

/// As large as there is room for, down to what can be read.
Arranged in_room(const MarkInput& in, LegendMark& legend, MarkOutput& out) {
  constexpr double kLeastSize = 10, kSmaller = 0.94;
  const double least = std::min(legend.size, kLeastSize);
  Arranged best = arranged(in, legend);
  while (!best.fits(in.plot.cell) && legend.size > least) {
    legend.size = std::max(least, legend.size * kSmaller);
    best = arranged(in, legend);
  }
  if (!best.fits(in.plot.cell)) {
    out.faults.push_back({Severity::warning, "no-room", in.fields.at,
                          in.id + " has no room for all of its entries",
                          "fewer or shorter texts, or more room for the view"});
  }
  return best;
}

void emit(const MarkInput& in, MarkOutput& out) {
  auto legend = bind<LegendMark>(in.fields);
  if (legend.values.empty() || in.count == 0) return;
  note_markup(in, legend, out);
  const Arranged block = in_room(in, legend, out);
  const Point at = in.points[0];
  Box box{0, 0, block.width, block.height};
  box = box.moved({at.x - block.width * share_before(legend.align),
                   at.y - block.height * share_before(legend.valign)});
  // What is wider than its view stands beyond it rather than beyond the picture.
  box = moved_into(moved_into(box, in.plot.cell), in.canvas);
  for (size_t i = 0; i < block.entries.size(); ++i) {
    out.items.push_back(draw_entry(in, legend, block.entries[i],
                                   block.places[i] + Point{box.x0, box.y0}, block.entry_height));
  }
  if (in.anchored) out.anchors.push_back({box.center(), box, {}});
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind =
        {"legend", "What values look like and mean, at any place.",
         with_data_fields<LegendMark>(joined(
             {{field<&LegendMark::values>("values", "The values, in order: [cat, dog].",
                                          {.required = true}),
               field<&LegendMark::texts>("texts", "What they mean; as `meaning` says if absent."),
               field<&LegendMark::style>(
                   "style",
                   "Swatches and texts, the same on chips, or the values themselves as symbols.",
                   {.fallback = "list", .choices = {"list", "chips", "symbols"}}),
               field<&LegendMark::flow>("flow", "Side by side, or below each other.",
                                        {.fallback = "row", .choices = {"row", "column"}}),
               field<&LegendMark::size>("size",
                                        "Font size.", {.fallback = "14", .least = 4, .px = true})},
              placement_fields(),
              {field<&LegendMark::align>(
                   "align", "Which end of it stands at its place.",
                   {.fallback = "middle", .choices = {"start", "middle", "end"}}),
               field<&LegendMark::valign>(
                   "valign", "The same, upright.",
                   {.fallback = "middle", .choices = {"top", "middle", "bottom"}})}}))},
    .emit = emit,
    .outside = Outside::kept,
    .whole = true};

}  // namespace lantern::legend_mark
