#include "renderer/plot/legend.h"

#include <algorithm>
#include <set>

#include "renderer/frame/symbols.h"
#include "renderer/paragraph/shortened.h"
#include "renderer/paragraph/text_placing.h"

namespace lantern {
namespace {

constexpr double kGlyphSide = 17;
constexpr double kDotSide = 10;
constexpr double kTextGap = 6;
constexpr double kEntryGap = 18;
constexpr double kLinesGap = 6;  // between rows that hold names of several lines

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

Font legend_font(const Look& look) {
  return font_of(look.theme(), {look.theme().tick.size + 1, 500});
}

ItemPtr symbol_of(const std::string& id, const LegendEntry& entry, Point middle, const Look& look) {
  Instances symbol;
  symbol.symbols = {entry.symbol};
  symbol.symbol = {0};
  symbol.x = {static_cast<float>(middle.x)};
  symbol.y = {static_cast<float>(middle.y)};
  symbol.size = {static_cast<float>(entry.side)};
  symbol.color = {entry.color};
  symbol.opacity = {1};
  symbol.ink = look.theme()["ink"];
  symbol.ground = look.theme()["ground"];
  return make_item(id, std::move(symbol));
}

double width_of(const LegendEntry& entry) {
  return entry.side + kTextGap + entry.text->width;
}

/// A name in lines of whole words, in smaller letters where a word takes that; null where it does
/// not do.
ParagraphPtr in_words(const RichText& name, double room, const Look& look,
                      const Typesetter& typesetter) {
  constexpr double kSmaller = 0.93, kLeastSize = 9;
  Font font = legend_font(look);
  for (; font.size >= kLeastSize; font.size *= kSmaller) {
    ParagraphPtr out = set_text(name, font, look.theme()["ink"], look, typesetter, TextAlign::start,
                                {room, false});
    if (out->width <= room) return out;
  }
  return nullptr;
}

/// With its name in lines where it is wider than all the room; whether it is whole then.
bool fit_name(LegendEntry& entry, double width, const Look& look, const Typesetter& typesetter) {
  if (width_of(entry) <= width) return true;
  const double room = std::max(1.0, width - entry.side - kTextGap);
  if (ParagraphPtr text = in_words(entry.spans, room, look, typesetter)) {
    entry.text = std::move(text);
    return true;
  }
  ParagraphPtr text = shortened(entry.text->words, room, legend_font(look), typesetter);
  entry.text = text ? std::move(text)
                    : set_text(entry.spans, legend_font(look), look.theme()["ink"], look,
                               typesetter, TextAlign::start, {room, true});
  return false;
}

}  // namespace

std::vector<LegendEntry> legend_of(const ViewState& view, const SceneSpec& scene, const Look& look,
                                   const Typesetter& typesetter) {
  const Shown shown = shown_by(view, look);
  std::vector<LegendEntry> out;
  const Font font = legend_font(look);
  for (const MeaningSpec& meaning : scene.meaning) {
    if (!shown.values.count(meaning.value)) continue;
    LegendEntry entry{meaning.value,
                      meaning.spans,
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
  if (shown.hues.size() <= look.theme().sequence.size()) {
    for (const auto& [value, color] : shown.hues) {
      if (look.find_meaning(value)) continue;
      out.push_back({value, plain_spans(value), paragraph_of(typesetter.texts().shape(value, font)),
                     color, shape_symbol("circle"), kDotSide});
    }
  }
  if (out.size() < 2) out.clear();  // one value needs no telling apart
  return out;
}

size_t hues_in(const Column& column, const Look& look) {
  const std::vector<std::string> all = column.ordered();
  return size_t(std::count_if(all.begin(), all.end(),
                              [&](const std::string& value) { return !look.has_look(value); }));
}

double legend_width(const std::vector<LegendEntry>& entries) {
  double width = 0;
  for (const LegendEntry& entry : entries) {
    width += (width > 0 ? kEntryGap : 0) + width_of(entry);
  }
  return width;
}

LegendBlock set_legend(const LegendEntries& entries, double width, double row, const Look& look,
                       const Typesetter& typesetter) {
  LegendBlock out;
  double used = 0;
  for (const LegendEntry& whole : entries) {
    LegendEntry entry = whole;
    if (!fit_name(entry, width, look, typesetter)) ++out.cut;
    const double needed = kEntryGap + width_of(entry);
    if (out.rows.empty() || used + needed > width) {
      out.rows.push_back({{}, row});
      used = -kEntryGap;
    }
    used += needed;
    out.width = std::max(out.width, used);
    LegendBlock::Row& last = out.rows.back();
    if (entry.text->lines > 1) last.height = std::max(last.height, entry.text->height + kLinesGap);
    last.entries.push_back(std::move(entry));
  }
  return out;
}

double legend_height(const LegendBlock& legend) {
  double height = 0;
  for (const LegendBlock::Row& row : legend.rows) height += row.height;
  return height;
}

std::vector<ItemPtr> draw_legend(const std::string& id, const LegendBlock& legend, Point from,
                                 const Look& look) {
  std::vector<ItemPtr> items;
  double top = from.y;
  for (const LegendBlock::Row& row : legend.rows) {
    double x = from.x;
    const double y = top + row.height / 2;
    for (const LegendEntry& entry : row.entries) {
      items.push_back(symbol_of(id + "@" + entry.value, entry, {x + entry.side / 2, y}, look));
      x += entry.side + kTextGap;
      PlacedText text = on_pixel(place_text(entry.text, {{x, y}, {0, 0.5}, 0, nullptr, 0}));
      text.color = look.theme()["ink"];
      items.push_back(text_item(id + ".text@" + entry.value, text));
      x += entry.text->width + kEntryGap;
    }
    top += row.height;
  }
  return items;
}

}  // namespace lantern
