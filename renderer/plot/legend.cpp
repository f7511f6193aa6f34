#include "renderer/plot/legend.h"

#include <algorithm>
#include <cmath>

#include "renderer/frame/symbols.h"
#include "renderer/paragraph/shortened.h"
#include "renderer/paragraph/text_placing.h"
#include "renderer/plot/legend_values.h"
#include "renderer/plot/scales/tick_labels.h"

namespace lantern {
namespace {

constexpr double kGlyphSide = 17;
constexpr double kDotSide = 10;
constexpr double kPatternSide = 14;
constexpr double kTextGap = 6;
constexpr double kEntryGap = 18;
constexpr double kLinesGap = 6;  // between rows that hold names of several lines

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

constexpr double kRampWidth = 96;
constexpr double kRampHeight = 10;
constexpr size_t kRampSteps = 48;

double width_of(const LegendEntry& entry) {
  if (entry.first) {
    const double title = entry.text->width > 0 ? entry.text->width + kTextGap * 1.5 : 0;
    return title + entry.first->width + entry.last->width + 2 * kTextGap + kRampWidth;
  }
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
  if (width_of(entry) <= width || entry.first) return true;
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

/// The bar of a colour scale; a scale without a name has no title.
LegendEntry ramp_entry(const std::string& name, const RecordValue& record, const Look& look,
                       const Typesetter& typesetter) {
  const auto scale = bind<ColorScale>(record);
  const NumberColors colors(look, record);
  LegendEntry out;
  out.value = name;
  const Font font = legend_font(look);
  if (scale.title && scale.title->given) out.spans = scale.title->spans(0);
  else out.spans = plain_spans(scale.by.name);
  out.text = set_text(out.spans, font, look.theme()["ink"], look, typesetter);
  const std::vector<double> ends{colors.first(), colors.last()};
  const std::vector<std::string> labels = tick_labels(ends, true, std::fabs(ends[1] - ends[0]));
  const Font small = font_of(look.theme(), look.theme().tick);
  out.first = paragraph_of(typesetter.texts().shape(labels[0], small));
  out.last = paragraph_of(typesetter.texts().shape(labels[1], small));
  for (size_t i = 0; i < kRampSteps; ++i) {
    const double t = (double(i) + 0.5) / kRampSteps;
    out.ramp.push_back(colors.along(t));
  }
  return out;
}

/// Stripes, on whole canvas units.
ItemPtr ramp_item(const std::string& id, const LegendEntry& entry, Point left) {
  const double step = kRampWidth / double(kRampSteps), x = std::round(left.x);
  Group out;
  for (size_t i = 0; i < entry.ramp.size(); ++i) {
    PathShape stripe;
    stripe.path = rect_path({x + step * double(i), left.y - kRampHeight / 2,
                             x + step * double(i + 1), left.y + kRampHeight / 2});
    stripe.fill = entry.ramp[i];
    stripe.crisp = true;
    out.children.push_back(make_item(id + "." + std::to_string(i), std::move(stripe)));
  }
  return make_item(id, std::move(out));
}

void draw_text(std::vector<ItemPtr>& items, const std::string& id, const ParagraphPtr& text,
               Point left, const Color& color) {
  PlacedText placed = on_pixel(place_text(text, {left, {0, 0.5}, 0, nullptr, 0}));
  placed.color = color;
  items.push_back(text_item(id, placed));
}

/// Its title, the number at its start, the bar and the number at its end.
void draw_ramp(std::vector<ItemPtr>& items, const std::string& id, const LegendEntry& entry,
               Point left, const Look& look) {
  if (entry.text->width > 0) {
    draw_text(items, id + ".text@" + entry.value, entry.text, left, look.theme()["ink"]);
    left.x += entry.text->width + kTextGap * 1.5;
  }
  draw_text(items, id + ".first@" + entry.value, entry.first, left, look.theme()["muted"]);
  left.x += entry.first->width + kTextGap;
  items.push_back(ramp_item(id + "@" + entry.value, entry, left));
  left.x += kRampWidth + kTextGap;
  draw_text(items, id + ".last@" + entry.value, entry.last, left, look.theme()["muted"]);
}

}  // namespace

std::vector<LegendEntry> legend_of(const ViewState& view, const SceneSpec& scene,
                                   const ColorDomains& colors, const Look& look,
                                   const Typesetter& typesetter) {
  const LegendValues shown = legend_values(view, colors, look);
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
    const auto seen = shown.colors.find(meaning.value);
    entry.color = meaning.color                ? look.named(meaning.value, meaning.color_at)
                  : seen != shown.colors.end() ? seen->second
                                               : look.theme()["ink"];
    entry.symbol = shown.shape(meaning.value);
    if (shown.patterns.count(meaning.value)) entry.side = kPatternSide;
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
                     color, shown.shape(value),
                     shown.patterns.count(value) ? kPatternSide : kDotSide});
    }
  }
  if (out.size() < 2) out.clear();  // one value needs no telling apart
  for (const auto& [name, scale] : shown.scales) {
    out.push_back(ramp_entry(name, *scale, look, typesetter));
  }
  return out;
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
      if (entry.first) {
        draw_ramp(items, id, entry, {x, y}, look);
        x += width_of(entry) + kEntryGap;
        continue;
      }
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
