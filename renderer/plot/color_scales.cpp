#include "renderer/plot/color_scales.h"

#include <cmath>
#include <span>

#include "core/base/text.h"
#include "renderer/plot/scales/ticks.h"

namespace lantern {
namespace {

/// A colour that may show numbers.
struct Shown {
  size_t field;
  ColorChannel channel;
  std::string name;
};

/// What the scale is called: its title, else the column, else the mark that has it alone.
std::string name_of(const ColorChannel& channel, const std::string& mark, std::string_view field) {
  if (channel.scale) {
    const auto title = bind<ColorScale>(*channel.scale).title;
    if (title && title->given) return title->constant;
  }
  return channel.name.empty() ? mark + "." + std::string(field) : channel.name;
}

/// Instances of a mark share its scale.
std::string without_instance(const std::string& mark) {
  return mark.substr(mark.rfind('.') + 1, mark.rfind('@') - mark.rfind('.') - 1);
}

bool has_title(const RecordValue& scale) {
  const auto title = bind<ColorScale>(scale).title;
  return title && title->given;
}

std::vector<Shown> shown_in(const RecordValue& fields, const std::string& mark) {
  std::vector<Shown> out;
  for (size_t i = 0; i < fields.values.size(); ++i) {
    const Field& field = fields.kind->fields[i];
    const FieldValue& value = fields.values[i];
    if (field.kind != FieldKind::color || std::holds_alternative<std::monostate>(value)) continue;
    ColorChannel channel = color_channel(value);
    const bool numbers = channel.per_row() && channel.column.type() == ColumnType::number;
    if (!numbers && !channel.scale) continue;
    if (field.scale && (!channel.scale || !has_title(*channel.scale))) continue;
    std::string name = name_of(channel, without_instance(mark), field.name);
    out.push_back({i, std::move(channel), std::move(name)});
  }
  return out;
}

void add_numbers(const ColorChannel& channel, Extent& extent) {
  if (channel.per_row() && channel.column.type() == ColumnType::number) {
    for (const double value : channel.column.numbers()) extent.add(value);
  } else if (const auto number = parse_number(channel.constant)) {
    extent.add(*number);
  }
}

/// Round numbers at its ends, so that they can be written; of a log scale those that there are.
std::vector<double> domain_of(const ColorDomain& domain, bool log) {
  constexpr int kTicks = 4;
  const Extent& extent = domain.extent;
  if (!extent.known) return {0, 1};
  if (log) {
    return {std::isfinite(extent.least_positive) ? extent.least_positive : extent.low, extent.high};
  }
  const auto [low, high] = nice_domain(extent.low, extent.high, kTicks);
  return {low, high};
}

RecordValuePtr scale_of(const Shown& shown, const Location& at, const ColorDomain& domain) {
  const RecordValuePtr scale =
      shown.channel.scale ? shown.channel.scale : default_color_scale(shown.channel, at);
  const auto fields = bind<ColorScale>(*scale);
  if (!fields.domain.empty()) return scale;
  return with_domain(*scale, domain_of(domain, fields.scale == "log"));
}

}  // namespace

void add_color_domains(const MarkState& mark, int view, const Look& look, ColorDomains& domains) {
  for (const Shown& shown : shown_in(*mark.values->fields, mark.id)) {
    ColorDomain& domain = domains[{view, shown.name}];
    domain.measured =
        domain.measured || shown.channel.scale || is_measured(shown.channel.column, look);
    add_numbers(shown.channel, domain.extent);
  }
}

void add_own_numbers(const MarkState& mark, int view, std::pair<double, double> range,
                     ColorDomains& domains) {
  const RecordValue& fields = *mark.values->fields;
  for (const Shown& shown : shown_in(fields, mark.id)) {
    if (!fields.kind->fields[shown.field].scale) continue;
    Extent& extent = domains[{view, shown.name}].extent;
    extent.add(range.first);
    extent.add(range.second);
  }
}

std::vector<ScaledColor> scaled_colors(const RecordValue& fields, const std::string& mark, int view,
                                       const Look& look, const ColorDomains& domains) {
  std::vector<ScaledColor> out;
  for (const Shown& shown : shown_in(fields, mark)) {
    const auto found = domains.find({view, shown.name});
    const ColorDomain domain = found == domains.end() ? ColorDomain{} : found->second;
    if (!domain.measured && !shown.channel.scale && !is_measured(shown.channel.column, look)) {
      continue;
    }
    out.push_back({shown.field, shown.name, scale_of(shown, fields.places[shown.field], domain)});
  }
  return out;
}

std::optional<RecordValue> with_color_scales(const RecordValue& fields, const std::string& mark,
                                             int view, const Look& look,
                                             const ColorDomains& domains) {
  std::optional<RecordValue> out;
  for (ScaledColor& scaled : scaled_colors(fields, mark, view, look, domains)) {
    if (!out) out = fields;
    out->values[scaled.field] = std::move(scaled.scale);
  }
  return out;
}

}  // namespace lantern
