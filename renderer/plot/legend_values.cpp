#include "renderer/plot/legend_values.h"

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

void add_shape_values(const Column& column, const RecordValue& fields, const Look& look,
                      LegendValues& out) {
  const std::vector<std::string> all = column.ordered();
  const std::vector<std::string> names = shapes_of(look, all);
  for (size_t i = 0; i < all.size(); ++i) {
    out.shapes.try_emplace(all[i], names[i]);
    if (out.values.insert(all[i]).second && !look.has_look(all[i])) {
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

void add_pattern_values(const Column& column, const RecordValue& fields, const Look& look,
                        LegendValues& out) {
  const std::vector<std::string> all = column.ordered();
  const std::vector<std::string> names = patterns_of(look, all);
  const std::string shape = one_shape(fields);
  if (!shape.empty() && patterned_shape(shape, "stripes") == shape_symbol(shape)) return;
  for (size_t i = 0; i < all.size(); ++i) {
    out.patterns.try_emplace(all[i], names[i]);
    if (!shape.empty()) out.shapes.try_emplace(all[i], shape);
    if (out.values.insert(all[i]).second && !look.has_look(all[i])) {
      out.hues.emplace_back(all[i], plain_color(fields, all, i, look));
    }
  }
}

void add_look_values(const Column& column, FieldKind kind, const Look& look, LegendValues& out) {
  // The column's dictionary, not its rows: an entry does not go when its last row does.
  const std::vector<std::string> all = column.ordered();
  const std::vector<Color> colors_of = look.of_values(all);
  for (size_t i = 0; i < all.size(); ++i) {
    const std::string& value = all[i];
    const MeaningSpec* meant = look.find_meaning(value);
    if (kind == FieldKind::color)
      out.colors.try_emplace(meant ? meant->value : value, colors_of[i]);
    if (!out.values.insert(value).second) continue;
    if (meant) out.values.insert(meant->value);
    out.glyphs = out.glyphs || kind == FieldKind::glyph;
    if (kind == FieldKind::color && !look.has_look(value)) {
      out.hues.emplace_back(value, colors_of[i]);
    }
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

LegendValues legend_values(const ViewState& view, const ColorDomains& colors, const Look& look) {
  LegendValues out;
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
      if (channel && channel->per_row()) add_look_values(channel->column, kind, look, out);
    }
    for (const TextChannel* channel : shaped) {
      if (channel && channel->per_row()) add_shape_values(channel->column, fields, look, out);
    }
    for (const TextChannel* channel : patterned) {
      if (channel && channel->per_row()) add_pattern_values(channel->column, fields, look, out);
    }
  }
  return out;
}

}  // namespace lantern
