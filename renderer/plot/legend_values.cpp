#include "renderer/plot/legend_values.h"

#include <algorithm>

#include "renderer/frame/symbols.h"
#include "renderer/look/row_words.h"

namespace lantern {
namespace {

const TextChannel* channel_of(const RecordValue& fields, std::string_view name) {
  const int place = fields.kind->find(name);
  return place < 0 ? nullptr : std::get_if<TextChannel>(&fields.values[size_t(place)]);
}

/// The one colour of a mark that has one; else ink.
Color one_color(const RecordValue& fields, const Look& look) {
  const TextChannel* color = channel_of(fields, "color");
  const bool one = color && !color->per_row() && look.has_look(color->constant);
  return one ? look.of_values({color->constant})[0] : look.theme()["ink"];
}

/// What colours values have where the mark does not tell them apart by colour: its one colour, or
/// the hues of marks that have none.
Color plain_color(const RecordValue& fields, const std::vector<std::string>& all, size_t i,
                  const Look& look) {
  const TextChannel* color = channel_of(fields, "color");
  return color && color->given ? one_color(fields, look) : look.of_values(all)[i];
}

/// The values that a column tells apart. One that the script names may hold names of kinds of which
/// some happen to be those of colours too: apples and oranges. In what an expression makes, and
/// where all are colours, a colour is no more than how things look.
class Kinds {
 public:
  Kinds(const TextChannel& channel, const std::vector<std::string>& all, const Look& look)
      : look_(look),
        whole_(!channel.name.empty() && std::any_of(all.begin(), all.end(), [&](const auto& value) {
          return !look.has_look(value);
        })) {}

  /// Whether a value is told by the legend though no meaning has it.
  bool told(const std::string& value) const { return whole_ || !look_.has_look(value); }

 private:
  const Look& look_;
  bool whole_;
};

void add_shape_values(const TextChannel& channel, const RecordValue& fields, const Look& look,
                      LegendValues& out) {
  const std::vector<std::string> all = channel.column.ordered();
  const Kinds kinds(channel, all, look);
  const std::vector<std::string> names = shapes_of(look, all);
  for (size_t i = 0; i < all.size(); ++i) {
    out.shapes.try_emplace(all[i], names[i]);
    if (out.values.insert(all[i]).second && kinds.told(all[i])) {
      out.hues.emplace_back(all[i], one_color(fields, look));
    }
  }
}

/// That of a mark whose rows all have the same; empty where it has no shape or several.
std::string one_shape(const RecordValue& fields) {
  const TextChannel* channel = channel_of(fields, "shape");
  if (!channel || channel->per_row()) return "";
  return channel->constant.empty() ? "circle" : channel->constant;
}

void add_pattern_values(const TextChannel& channel, const RecordValue& fields, const Look& look,
                        LegendValues& out) {
  const std::vector<std::string> all = channel.column.ordered();
  const Kinds kinds(channel, all, look);
  const std::vector<std::string> names = patterns_of(look, all);
  const std::string shape = one_shape(fields);
  if (!shape.empty() && patterned_shape(shape, "stripes") == shape_symbol(shape)) return;
  for (size_t i = 0; i < all.size(); ++i) {
    out.patterns.try_emplace(all[i], names[i]);
    if (!shape.empty()) out.shapes.try_emplace(all[i], shape);
    if (out.values.insert(all[i]).second && kinds.told(all[i])) {
      out.hues.emplace_back(all[i], plain_color(fields, all, i, look));
    }
  }
}

Hues hues_of(const std::vector<std::string>& all, const std::vector<Color>& colors,
             const Look& look) {
  Hues out;
  std::vector<Color> seen;
  for (size_t i = 0; i < all.size(); ++i) {
    if (look.has_look(all[i])) continue;
    ++out.values;
    if (std::find(seen.begin(), seen.end(), colors[i]) == seen.end()) seen.push_back(colors[i]);
  }
  out.colors = seen.size();
  return out;
}

void add_look_values(const TextChannel& channel, FieldKind kind, const Look& look,
                     LegendValues& out) {
  // The column's dictionary, not its rows: an entry does not go when its last row does.
  const std::vector<std::string> all = channel.column.ordered();
  const std::vector<Color> colors_of = look.of_values(all);
  const Kinds kinds(channel, all, look);
  const bool told_apart = !hues_of(all, colors_of, look).repeat();
  for (size_t i = 0; i < all.size(); ++i) {
    const std::string& value = all[i];
    const MeaningSpec* meant = look.find_meaning(value);
    if (kind == FieldKind::color)
      out.colors.try_emplace(meant ? meant->value : value, colors_of[i]);
    if (!out.values.insert(value).second) continue;
    if (meant) out.values.insert(meant->value);
    out.glyphs = out.glyphs || kind == FieldKind::glyph;
    if (kind == FieldKind::color && told_apart && kinds.told(value)) {
      out.hues.emplace_back(value, colors_of[i]);
    }
  }
}

/// The pattern and the shape that all rows of a mark have; of lines there is nothing to fill.
struct CommonFill {
  std::string pattern, shape;
  bool operator==(const CommonFill&) const = default;
};

CommonFill common_fill(const RecordValue& fields) {
  const TextChannel* pattern = channel_of(fields, "pattern");
  if (!pattern || pattern->per_row() || pattern->constant == "none") return {};
  const std::string shape = one_shape(fields);
  const bool lines = !shape.empty() && patterned_shape(shape, "stripes") == shape_symbol(shape);
  return lines || pattern->constant.empty() ? CommonFill{} : CommonFill{pattern->constant, shape};
}

/// What each value's rows are filled with, where that is the same in all marks.
using CommonFills = std::map<std::string, CommonFill>;

void add_common_fill(const TextChannel& color, const RecordValue& fields, CommonFills& out) {
  const CommonFill fill = common_fill(fields);
  for (const std::string& value : color.column.ordered()) {
    const auto [found, fresh] = out.emplace(value, fill);
    if (!fresh && found->second != fill) found->second = {};
  }
}

void show_common_fills(const CommonFills& fills, LegendValues& out) {
  for (const auto& [value, fill] : fills) {
    if (fill.pattern.empty() || !out.patterns.emplace(value, fill.pattern).second) continue;
    if (!fill.shape.empty()) out.shapes.try_emplace(value, fill.shape);
  }
}

}  // namespace

SymbolPtr LegendValues::shape(const std::string& value) const {
  const auto pattern = patterns.find(value);
  const auto shape = shapes.find(value);
  if (pattern == patterns.end())
    return shape_symbol(shape == shapes.end() ? "circle" : shape->second);
  if (shape == shapes.end()) return pattern_symbol(pattern->second);
  return patterned_shape(shape->second, pattern->second);
}

Hues hues_in(const Column& column, const Look& look) {
  const std::vector<std::string> all = column.ordered();
  return hues_of(all, look.of_values(all), look);
}

LegendValues legend_values(const ViewState& view, const ColorDomains& colors, const Look& look) {
  LegendValues out;
  CommonFills fills;
  for (const MarkState& mark : view.marks) {
    if (!mark.values || mark.presence.hidden()) continue;
    const RecordValue& fields = *mark.values->fields;
    std::set<size_t> scaled;
    std::vector<const TextChannel*> shaped, patterned;  // after the colours: those say more
    for (ScaledColor& color : scaled_colors(fields, mark.id, view.view, look, colors)) {
      scaled.insert(color.field);
      const bool told = bind<ColorScale>(*color.scale).legend;
      if (told) out.scales.try_emplace(std::move(color.name), std::move(color.scale));
    }
    for (size_t i = 0; i < fields.values.size(); ++i) {
      if (scaled.count(i)) continue;
      const FieldKind kind = fields.kind->fields[i].kind;
      if (kind == FieldKind::word && fields.kind->fields[i].name == "shape") {
        shaped.push_back(std::get_if<TextChannel>(&fields.values[i]));
      }
      if (kind == FieldKind::word && fields.kind->fields[i].name == "pattern") {
        patterned.push_back(std::get_if<TextChannel>(&fields.values[i]));
      }
      if (kind != FieldKind::color && kind != FieldKind::glyph) continue;
      const auto* channel = std::get_if<TextChannel>(&fields.values[i]);
      if (!channel || !channel->per_row()) continue;
      add_look_values(*channel, kind, look, out);
      if (kind == FieldKind::color) add_common_fill(*channel, fields, fills);
    }
    for (const TextChannel* channel : shaped) {
      if (channel && channel->per_row()) add_shape_values(*channel, fields, look, out);
    }
    for (const TextChannel* channel : patterned) {
      if (channel && channel->per_row()) add_pattern_values(*channel, fields, look, out);
    }
  }
  show_common_fills(fills, out);
  return out;
}

}  // namespace lantern
