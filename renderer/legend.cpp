#include "renderer/legend.h"

#include <set>

#include "renderer/marks/common.h"
#include "renderer/symbols.h"

namespace lantern {
namespace {

constexpr double kGlyphSide = 18;
constexpr double kDotSide = 10;
constexpr double kTextGap = 6;
constexpr double kEntryGap = 18;

double symbol_side(const LegendEntry& entry) {
  return entry.symbol->layers.size() > 1 ? kGlyphSide : kDotSide;
}

void add_values(const FieldValue& value, std::set<std::string>& out) {
  const auto* look = std::get_if<TextChannel>(&value);
  if (!look || !look->per_row()) return;
  // The column's dictionary, not its rows: an entry does not go when its last row does.
  if (look->column.type() == ColumnType::text) {
    out.insert(look->column.dictionary().begin(), look->column.dictionary().end());
  } else {
    for (const std::string& text : look->column.distinct()) out.insert(text);
  }
}

/// What marks of the view show by colour or glyph.
std::set<std::string> shown_values(const ViewState& view, bool& glyphs) {
  std::set<std::string> out;
  for (const MarkState& mark : view.marks) {
    if (!mark.values || mark.presence.hidden()) continue;
    const RecordValue& fields = *mark.values->fields;
    for (size_t i = 0; i < fields.values.size(); ++i) {
      const FieldKind kind = fields.kind->fields[i].kind;
      if (kind != FieldKind::color && kind != FieldKind::glyph) continue;
      const size_t before = out.size();
      add_values(fields.values[i], out);
      glyphs = glyphs || (kind == FieldKind::glyph && out.size() > before);
    }
  }
  return out;
}

}  // namespace

std::vector<LegendEntry> legend_of(const ViewState& view, const SceneSpec& scene, const Look& look,
                                   const TextShaper& shaper) {
  bool glyphs = false;
  const std::set<std::string> values = shown_values(view, glyphs);
  std::vector<LegendEntry> out;
  const Font font = font_of(look.theme(), {look.theme().tick.size + 1, 500});
  for (const MeaningSpec& meaning : scene.meaning) {
    if (!values.count(meaning.value)) continue;
    LegendEntry entry{meaning.value, shaper.shape(meaning.text, font), {}, nullptr};
    entry.color = meaning.color ? look.named(meaning.value, meaning.color_at) : look.theme()["ink"];
    entry.symbol = glyphs && meaning.glyph ? look.glyph(meaning.value, meaning.glyph_at)
                                           : shape_symbol("circle");
    out.push_back(std::move(entry));
  }
  if (out.size() < 2) out.clear();  // one value needs no telling apart
  return out;
}

double legend_width(const std::vector<LegendEntry>& entries) {
  double width = 0;
  for (const LegendEntry& entry : entries) {
    width += (width > 0 ? kEntryGap : 0) + symbol_side(entry) + kTextGap + entry.text->width;
  }
  return width;
}

std::vector<ItemPtr> draw_legend(const std::string& id, const std::vector<LegendEntry>& entries,
                                 Point from, const Look& look) {
  std::vector<ItemPtr> items;
  double x = from.x;
  for (const LegendEntry& entry : entries) {
    const double side = symbol_side(entry);
    Instances symbol;
    symbol.symbols = {entry.symbol};
    symbol.symbol = {0};
    symbol.x = {static_cast<float>(x + side / 2)};
    symbol.y = {static_cast<float>(from.y)};
    symbol.size = {static_cast<float>(side)};
    symbol.color = {entry.color};
    symbol.opacity = {1};
    symbol.ink = look.theme()["ink"];
    symbol.ground = look.theme()["ground"];
    items.push_back(make_item(id + "@" + entry.value, std::move(symbol)));
    x += side + kTextGap;
    TextShape text = place_text(entry.text, {{x, from.y}, {0, 0.5}, 0, nullptr, 0});
    text.color = look.theme()["ink"];
    items.push_back(make_item(id + ".text@" + entry.value, std::move(text)));
    x += entry.text->width + kEntryGap;
  }
  return items;
}

}  // namespace lantern
