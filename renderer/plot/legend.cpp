#include "renderer/plot/legend.h"

#include <algorithm>
#include <set>

#include "renderer/frame/symbols.h"
#include "renderer/paragraph/text_placing.h"

namespace lantern {
namespace {

constexpr double kGlyphSide = 17;
constexpr double kDotSide = 10;
constexpr double kTextGap = 6;
constexpr double kEntryGap = 18;
constexpr size_t kMostEntries = 8;

/// What marks of a view show.
struct Shown {
  std::set<std::string> values;
  bool glyphs = false;
  std::vector<std::pair<std::string, Color>> hues;  // of values without a look of their own

  void add(const Column& column, FieldKind kind, const Look& look) {
    // The column's dictionary, not its rows: an entry does not go when its last row does.
    const std::vector<std::string> all = column.ordered();
    const std::vector<Color> colors = look.of_values(all);
    for (size_t i = 0; i < all.size(); ++i) {
      const std::string& value = all[i];
      if (!values.insert(value).second) continue;
      if (const MeaningSpec* meaning = look.find_meaning(value)) values.insert(meaning->value);
      glyphs = glyphs || kind == FieldKind::glyph;
      if (kind == FieldKind::color && !look.has_look(value)) {
        hues.emplace_back(value, colors[i]);
      }
    }
  }
};

Shown shown_by(const ViewState& view, const Look& look) {
  Shown out;
  for (const MarkState& mark : view.marks) {
    if (!mark.values || mark.presence.hidden()) continue;
    const RecordValue& fields = *mark.values->fields;
    for (size_t i = 0; i < fields.values.size(); ++i) {
      const FieldKind kind = fields.kind->fields[i].kind;
      if (kind != FieldKind::color && kind != FieldKind::glyph) continue;
      const auto* channel = std::get_if<TextChannel>(&fields.values[i]);
      if (channel && channel->per_row()) out.add(channel->column, kind, look);
    }
  }
  return out;
}

}  // namespace

std::vector<LegendEntry> legend_of(const ViewState& view, const SceneSpec& scene, const Look& look,
                                   const Typesetter& typesetter) {
  const Shown shown = shown_by(view, look);
  std::vector<LegendEntry> out;
  const Font font = font_of(look.theme(), {look.theme().tick.size + 1, 500});
  for (const MeaningSpec& meaning : scene.meaning) {
    if (!shown.values.count(meaning.value)) continue;
    LegendEntry entry{meaning.value,
                      set_text(meaning.spans, font, look.theme()["ink"], look, typesetter),
                      {},
                      nullptr,
                      kDotSide};
    entry.color = meaning.color ? look.named(meaning.value, meaning.color_at) : look.theme()["ink"];
    entry.symbol = shape_symbol("circle");
    if (shown.glyphs && meaning.glyph) {
      entry.symbol = look.glyph(meaning.value, meaning.glyph_at);
      entry.side = kGlyphSide;
    }
    out.push_back(std::move(entry));
  }
  if (out.size() + shown.hues.size() <= kMostEntries) {
    for (const auto& [value, color] : shown.hues) {
      if (look.find_meaning(value)) continue;
      out.push_back({value, paragraph_of(typesetter.texts().shape(value, font)), color,
                     shape_symbol("circle"), kDotSide});
    }
  }
  if (out.size() < 2) out.clear();  // one value needs no telling apart
  return out;
}

double legend_width(const std::vector<LegendEntry>& entries) {
  double width = 0;
  for (const LegendEntry& entry : entries) {
    width += (width > 0 ? kEntryGap : 0) + entry.side + kTextGap + entry.text->width;
  }
  return width;
}

std::vector<ItemPtr> draw_legend(const std::string& id, const std::vector<LegendEntry>& entries,
                                 Point from, const Look& look) {
  std::vector<ItemPtr> items;
  double x = from.x;
  for (const LegendEntry& entry : entries) {
    const double side = entry.side;
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
    PlacedText text = on_pixel(place_text(entry.text, {{x, from.y}, {0, 0.5}, 0, nullptr, 0}));
    text.color = look.theme()["ink"];
    items.push_back(text_item(id + ".text@" + entry.value, text));
    x += entry.text->width + kEntryGap;
  }
  return items;
}

}  // namespace lantern
