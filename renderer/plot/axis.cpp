#include "renderer/plot/axis.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/field_access.h"
#include "renderer/paragraph/text_placing.h"
#include "renderer/plot/scales/tick_labels.h"

namespace lantern {
namespace {

std::optional<NumberFormat> format_of(const Axis& axis) {
  if (!axis.spec.format) return std::nullopt;
  if (const auto written = axis.scale.type->written) {
    if (written(0, *axis.spec.format)) return std::nullopt;
    throw SceneError({Severity::error, "number-format",
                      place_of_member<&AxisSpec::format>(*axis.fields),
                      fmt::format("{} is no format of a date", in_quotes(*axis.spec.format)),
                      "a format is like %Y, %b %e or %H:%M"});
  }
  auto parsed = parse_format(*axis.spec.format);
  if (const auto* format = std::get_if<NumberFormat>(&parsed)) return *format;
  throw SceneError({Severity::error, "number-format",
                    place_of_member<&AxisSpec::format>(*axis.fields),
                    std::get<FormatError>(parsed).message, "a format is like .2f, .0% or ,d"});
}

void refuse_domain(Axis& axis, std::string message) {
  axis.faults.push_back({Severity::error, "out-of-range",
                         place_of_member<&AxisSpec::domain>(*axis.fields), std::move(message), ""});
}

/// The numbers that the script gives, those of its texts where they are moments.
std::vector<double> ends_of(const Axis& axis) {
  const AxisDomain& domain = axis.spec.domain;
  if (domain.categories.empty()) return domain.ends;
  std::vector<double> out;
  for (const std::string& text : domain.categories) {
    const auto number = axis.scale.type->read ? axis.scale.type->read(text) : std::nullopt;
    out.push_back(number.value_or(NAN));
  }
  return out;
}

/// The domain that the script gives; nothing where it gives none, or none that can be drawn.
std::optional<Domain> given_domain(Axis& axis) {
  if (axis.spec.domain.empty()) return std::nullopt;
  const std::vector<double> ends = ends_of(axis);
  if (ends.size() != 2 || !std::isfinite(ends[0]) || !std::isfinite(ends[1])) {
    refuse_domain(axis, axis.scale.type->read
                            ? "a domain is two different dates, written as 2024-02-29 is"
                            : "a domain is two different numbers");
    return std::nullopt;
  }
  if (ends[0] == ends[1]) {
    refuse_domain(
        axis, fmt::format("a domain is two different numbers, not {} twice", shortest(ends[0])));
  }
  const auto refusal = axis.scale.type->refusal;
  const std::string why = refusal ? refusal(ends[0], ends[1]) : "";
  if (why.empty()) return Domain{ends[0], ends[1], {}};
  refuse_domain(axis, why);
  return std::nullopt;
}

void fit_categories(Axis& axis, const std::vector<std::string>& categories) {
  if (axis.scale.type != scale_types().front()) {
    axis.faults.push_back(
        {Severity::error, "wrong-type", place_of_member<&AxisSpec::scale>(*axis.fields),
         fmt::format("{} shows categories, which have no scale of numbers", axis.name()),
         "leave `scale` out"});
  }
  axis.scale.type = &scale_type("ordinal");
  axis.scale.domain = {};
  axis.scale.domain.categories = Categories(categories);
}

void fit_domain(Axis& axis, const Extent& extent) {
  if (axis.given) axis.scale.type = &scale_type(axis.spec.scale);
  if (!axis.spec.domain.categories.empty() && !axis.scale.type->read) {
    return fit_categories(axis, axis.spec.domain.categories);
  }
  if (const auto domain = given_domain(axis)) {
    axis.scale.domain = *domain;
    return;
  }
  if (!extent.categories.empty()) return fit_categories(axis, extent.categories);
  // Its ends are rounder than its data by less than a fifth of it, however few ticks it has.
  constexpr int kLeastCount = 5;
  axis.scale.domain = axis.scale.type->fit(extent, std::max(axis.count, kLeastCount));
  const Domain& fitted = axis.scale.domain;
  const auto refusal = axis.scale.type->refusal;
  const std::string why = refusal ? refusal(fitted.first, fitted.last) : "";
  if (why.empty()) return;
  axis.faults.push_back(
      {Severity::error, "out-of-range", place_of_member<&AxisSpec::scale>(*axis.fields), why, ""});
  axis.scale.domain = axis.scale.type->fit({}, axis.count);
}

/// Those of the script that lie on the axis, else the scale's.
std::vector<double> tick_values(const Axis& axis, int count) {
  if (axis.spec.ticks && axis.spec.ticks->at.empty()) return {};
  if (!axis.spec.ticks || axis.scale.type->named) {
    return axis.scale.type->ticks(axis.scale.domain, count);
  }
  std::vector<double> out;
  for (const double tick : axis.spec.ticks->at) {
    const double share = axis.scale.type->share(axis.scale.domain, tick);
    const bool known = std::find(out.begin(), out.end(), tick) != out.end();
    if (share >= -1e-9 && share <= 1 + 1e-9 && !known) out.push_back(tick);
  }
  return out;
}

struct TickTexts {
  std::vector<double> values;
  std::vector<std::string> labels;
  std::vector<size_t> misread;  ///< labels that say another number
};

/// What the script calls its ticks.
std::vector<std::string> given_texts(const TickList& ticks, const std::vector<double>& values) {
  std::vector<std::string> out;
  for (const double value : values) {
    const auto at = std::find(ticks.at.begin(), ticks.at.end(), value);
    out.push_back(ticks.texts[size_t(at - ticks.at.begin())]);
  }
  return out;
}

TickTexts tick_texts(const Axis& axis, int count, const std::optional<NumberFormat>& format) {
  constexpr double kSlack = 0.02;  // what a script's own format may round by
  TickTexts out;
  out.values = tick_values(axis, count);
  if (axis.spec.ticks && !axis.spec.ticks->texts.empty() && !axis.scale.type->named) {
    out.labels = given_texts(*axis.spec.ticks, out.values);
    return out;
  }
  if (axis.scale.type->written && axis.spec.format) {
    for (const double value : out.values) {
      out.labels.push_back(axis.scale.type->written(value, *axis.spec.format).value_or("?"));
    }
    return out;
  }
  // Ticks that the script names all have words.
  const int words = axis.spec.ticks ? static_cast<int>(out.values.size()) : count;
  out.labels =
      axis.scale.type->labels(axis.scale.domain, out.values, words, format ? &*format : nullptr);
  if (format && !axis.scale.type->named) {
    out.misread = misread_labels(out.values, out.labels, kSlack);
  }
  return out;
}

/// With fewer ticks where a script's format would round them to other numbers.
TickTexts readable_ticks(Axis& axis, int count) {
  const std::optional<NumberFormat> format = format_of(axis);
  TickTexts first = tick_texts(axis, count, format);
  if (first.misread.empty()) return first;
  for (int fewer = count - 1; !axis.spec.ticks && fewer > 0; --fewer) {
    TickTexts texts = tick_texts(axis, fewer, format);
    if (texts.values.size() > 1 && texts.misread.empty()) return texts;
  }
  const size_t tick = first.misread.front();
  axis.faults.push_back(
      {Severity::warning, "rounded-tick", place_of_member<&AxisSpec::format>(*axis.fields),
       fmt::format("{} writes {} as {}", axis.name(), shortest(first.values[tick]),
                   in_quotes(first.labels[tick])),
       "a `format` with more decimals, or none: then labels have as many as it takes"});
  return first;
}

ParagraphPtr tick_label(const Axis& axis, const std::string& text, const Look& look,
                        const Typesetter& typesetter) {
  if (text.empty() && !axis.scale.type->named) return nullptr;
  const Theme& theme = look.theme();
  if (axis.scale.type->named) {
    return set_text(look.spans(text), name_font(theme), name_color(look, text), look, typesetter);
  }
  return paragraph_of(typesetter.texts().shape(text, font_of(theme, theme.tick)));
}

template <class Measure>
double most_of(const std::vector<Axis::Tick>& ticks, Measure measure) {
  double out = 0;
  for (const Axis::Tick& tick : ticks) {
    if (tick.label) out = std::max(out, measure(*tick.label));
  }
  return out;
}

}  // namespace

Font name_font(const Theme& theme) {
  return font_of(theme, {theme.label.size, 500});
}

Color name_color(const Look& look, const std::string& name) {
  const MeaningSpec* meaning = look.find_meaning(name);
  if (!meaning || !meaning->color) return look.theme()["ink"];
  return look.for_text(look.named(name, meaning->color_at), name_font(look.theme()));
}

bool Axis::labelled() const {
  return std::any_of(ticks.begin(), ticks.end(), [](const Tick& tick) { return tick.label; });
}

double Axis::widest_label() const {
  return most_of(ticks, [](const Paragraph& label) { return label.width; });
}

double Axis::highest_label() const {
  return most_of(ticks, [](const Paragraph& label) { return label.height; });
}

void set_ticks(Axis& axis, int count, const Look& look, const Typesetter& typesetter) {
  axis.ticks.clear();
  axis.count = count;
  TickTexts texts = readable_ticks(axis, count);
  // One number says nothing of how far it is to another.
  constexpr int kMostCount = 6;
  const bool chosen = axis.spec.ticks || axis.scale.type->named;
  for (int more = count + 1; !chosen && texts.values.size() < 2 && more <= kMostCount; ++more) {
    texts = readable_ticks(axis, more);
  }
  for (size_t i = 0; i < texts.values.size(); ++i) {
    axis.ticks.push_back({axis.scale.type->named ? texts.labels[i] : shortest(texts.values[i]),
                          texts.values[i], tick_label(axis, texts.labels[i], look, typesetter)});
  }
}

Axis make_axis(const RecordValuePtr& fields, const Extent& extent, double length, bool upright,
               const Look& look, const Typesetter& typesetter) {
  Axis axis;
  axis.given = fields != nullptr;
  axis.upright = upright;
  axis.fields = fields;
  if (fields) axis.spec = bind<AxisSpec>(*fields);
  const Theme& theme = look.theme();
  const double distance = upright ? theme.upright_tick_distance : theme.tick_distance;
  axis.count = std::max(2, static_cast<int>(length / distance));
  fit_domain(axis, extent);
  if (!axis.given) return axis;
  set_ticks(axis, axis.count, look, typesetter);
  if (axis.spec.title && !axis.spec.title->constant.empty()) {
    axis.title = set_text(axis.spec.title->spans(0), font_of(theme, theme.axis), theme["ink"], look,
                          typesetter);
  }
  return axis;
}

void add_ghost_ticks(Axis& axis, const Axis& other) {
  if (axis.scale.type->named || other.scale.type->named) return;
  for (const Axis::Tick& tick : other.ticks) {
    const auto same = [&](const Axis::Tick& own) { return own.key == tick.key; };
    const double share = axis.scale.type->share(axis.scale.domain, tick.value);
    if (!std::isfinite(share) || std::any_of(axis.ticks.begin(), axis.ticks.end(), same)) continue;
    axis.ticks.push_back(tick);
    axis.ticks.back().ghost = true;
    // On its way it fades; it does not leave the axis, over what stands beside it.
    if (share < 0) axis.ticks.back().value = axis.scale.domain.first;
    if (share > 1) axis.ticks.back().value = axis.scale.domain.last;
  }
}

}  // namespace lantern
