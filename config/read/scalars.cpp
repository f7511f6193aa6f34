#include "config/read/scalars.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "config/read/map_reader.h"
#include "core/base/text.h"
#include "core/time/easing_names.h"

namespace lantern {
namespace {

/// Splits "12px" into 12 and "px".
std::optional<std::pair<double, std::string_view>> split_unit(std::string_view text) {
  const size_t unit = text.find_last_of("0123456789.") + 1;
  const auto number = parse_number(text.substr(0, unit));
  if (!number) return std::nullopt;
  return std::pair{*number, text.substr(unit)};
}

std::string bound_text(double least, double most, bool above) {
  const bool has_least = std::isfinite(least);
  const bool has_most = std::isfinite(most);
  if (has_least && has_most) {
    return above ? fmt::format("above {} and at most {}", shortest(least), shortest(most))
                 : fmt::format("between {} and {}", shortest(least), shortest(most));
  }
  if (has_most) return fmt::format("at most {}", shortest(most));
  return fmt::format("{} {}", above ? "above" : "at least", shortest(least));
}

/// What is meant by a list of one thing, and by {text: …} where a text alone is wanted.
const YamlNode* only_scalar(const YamlNode& node) {
  const YamlNode* inside = nullptr;
  if (node.type == YamlNode::Type::sequence && node.items.size() == 1) {
    inside = node.items[0].get();
  } else if (node.type == YamlNode::Type::map && node.entries.size() == 1 &&
             node.entries[0].key->scalar == "text") {
    inside = node.entries[0].value.get();
  }
  return inside && inside->type == YamlNode::Type::scalar ? inside : nullptr;
}

}  // namespace

std::optional<std::string> read_scalar(const ReadContext& context, const YamlNode& node,
                                       std::string_view what, std::string_view wanted) {
  if (node.type == YamlNode::Type::scalar) return node.scalar;
  const YamlNode* meant = only_scalar(node);
  if (!node.reported) {
    context.error("wrong-type", node.at,
                  fmt::format("{} wants {}, not {}", what, wanted, describe(node)),
                  meant ? "write " + meant->scalar : "");
  }
  return meant ? std::optional(meant->scalar) : std::nullopt;
}

std::optional<Quantity> read_quantity(const ReadContext& context, const YamlNode& node,
                                      std::string_view what, AllowedUnits units) {
  const auto text = read_scalar(context, node, what, "a number");
  if (!text) return std::nullopt;
  const auto split = split_unit(*text);
  if (!split) {
    const bool large = too_large(*text);
    context.error("wrong-type", node.at,
                  fmt::format("{} wants a number, not {}", what, describe(node)),
                  large ? "it is too large: a number is at most 1.8e308" : "");
    return std::nullopt;
  }
  const auto [number, unit] = *split;
  if (unit.empty()) return Quantity{number, Unit::data};
  if (unit == "px" && units.px) return Quantity{number, Unit::px};
  if (unit == "%" && units.percent) return Quantity{number, Unit::percent};
  const bool share = unit == "%" && !units.px;
  context.error("wrong-unit", node.at,
                fmt::format("{} cannot be given in {}", what, in_quotes(unit)),
                units.percent ? "write a number of the axis, 40% of the view or 12px"
                : units.px    ? "write a number, with px or without"
                : share       ? fmt::format("write {}", shortest(number / 100))
                              : "write a plain number");
  return std::nullopt;
}

bool check_range(const ReadContext& context, const Location& at, double value, double least,
                 double most, bool above, std::string_view what) {
  const bool low = above ? value <= least : value < least;
  if (!low && value <= most) return true;
  context.error(
      "out-of-range", at,
      fmt::format("{} must be {}, not {}", what, bound_text(least, most, above), shortest(value)));
  return false;
}

std::optional<double> read_number(const ReadContext& context, const YamlNode& node,
                                  std::string_view what, double least, double most) {
  const auto quantity = read_quantity(context, node, what);
  if (!quantity) return std::nullopt;
  if (!check_range(context, node.at, quantity->value, least, most, false, what)) {
    return std::nullopt;
  }
  return quantity->value;
}

std::optional<double> parse_time(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon != std::string_view::npos) {
    const auto minutes = parse_number(text.substr(0, colon));
    const auto seconds = parse_number(text.substr(colon + 1));
    if (!minutes || !seconds || *seconds >= 60 || *minutes < 0 || *seconds < 0) return std::nullopt;
    return *minutes * 60 + *seconds;
  }
  const auto split = split_unit(text);
  if (!split) return std::nullopt;
  if (split->second == "s") return split->first;
  if (split->second == "ms") return split->first / 1000;
  return std::nullopt;
}

namespace {

/// How what was written as a time is written.
std::string time_meant(std::string text) {
  if (parse_number(text)) return fmt::format("write {}s or {}ms", text, text);
  std::erase(text, ' ');
  return parse_time(text) ? "write " + text : "write 1.5s or 300ms";
}

}  // namespace

std::optional<double> read_time(const ReadContext& context, const YamlNode& node,
                                std::string_view what, bool signed_time) {
  const auto text = read_scalar(context, node, what, "a time");
  if (!text) return std::nullopt;
  const auto seconds = text->find(':') == std::string::npos ? parse_time(*text) : std::nullopt;
  if (!seconds) {
    context.error("wrong-type", node.at,
                  fmt::format("{} wants a time, not {}", what, describe(node)), time_meant(*text));
    return std::nullopt;
  }
  constexpr double kLongest = 24 * 3600;
  if (!check_range(context, node.at, *seconds, signed_time ? -kLongest : 0, kLongest, false,
                   what)) {
    return std::nullopt;
  }
  return seconds;
}

std::optional<bool> read_boolean(const ReadContext& context, const YamlNode& node,
                                 std::string_view what) {
  const auto text = read_scalar(context, node, what, "true or false");
  if (!text) return std::nullopt;
  if (*text == "true") return true;
  if (*text == "false") return false;
  context.error("wrong-type", node.at,
                fmt::format("{} wants true or false, not {}", what, describe(node)));
  return std::nullopt;
}

std::optional<std::string> read_choice(const ReadContext& context, const YamlNode& node,
                                       std::string_view what,
                                       const std::vector<std::string_view>& words) {
  const std::vector<std::string> all(words.begin(), words.end());
  const auto text = read_scalar(context, node, what, join_or(all));
  if (!text) return std::nullopt;
  for (const std::string_view word : words) {
    if (*text == word) return text;
  }
  const bool none = std::find(words.begin(), words.end(), "none") != words.end();
  const bool off = none && (*text == "false" || *text == "no" || *text == "off");
  context.error("unknown-word", node.at,
                fmt::format("{} cannot be {}{}", what, in_quotes(*text),
                            off ? "; did you mean none?" : did_you_mean(*text, words)),
                fmt::format("{} is {}", what, join_or(all)));
  return std::nullopt;
}

std::optional<std::string> read_text(const ReadContext& context, const YamlNode& node,
                                     std::string_view what) {
  return read_scalar(context, node, what, "a text");
}

std::optional<Range> parse_range(std::string_view text) {
  const size_t dots = text.find("..");
  if (dots == std::string_view::npos || dots == 0) return std::nullopt;
  const auto first = parse_number(text.substr(0, dots));
  const auto last = parse_number(text.substr(dots + 2));
  if (!first || !last) return std::nullopt;
  return Range{*first, *last};
}

namespace {

std::optional<Ease> read_easing_parameters(const ReadContext& context, const EasingType& type,
                                           const YamlNode& node) {
  const std::string what = "the easing " + std::string(type.kind.name);
  std::vector<double> values = default_parameters(type);
  if (node.type == YamlNode::Type::null) return Ease(type, std::move(values));
  const MapReader map(context, node, type.kind, what);
  if (!map.valid()) return std::nullopt;
  for (size_t i = 0; i < type.kind.fields.size(); ++i) {
    const Field& f = type.kind.fields[i];
    const YamlNode* value = map[f.name];
    if (!value) continue;
    const auto number = read_number(context, *value, in_quotes(f.name), f.least, f.most);
    if (!number) return std::nullopt;
    values[i] = *number;
  }
  return Ease(type, std::move(values));
}

void report_unknown_easing(const ReadContext& context, const YamlNode& name) {
  if (const auto meant = easings_like(name.scalar); !meant.empty()) {
    context.error("unknown-word", name.at,
                  fmt::format("there is no easing {}", in_quotes(name.scalar)),
                  "write " + join_or(meant));
    return;
  }
  std::vector<std::string_view> known;
  for (const EasingType& easing : easings()) known.push_back(easing.kind.name);
  context.error("unknown-word", name.at,
                fmt::format("there is no easing {}{}", in_quotes(name.scalar),
                            did_you_mean(name.scalar, known)),
                "`lantern list easings` shows all");
}

}  // namespace

std::optional<Ease> read_ease(const ReadContext& context, const YamlNode& node) {
  const bool named = node.type == YamlNode::Type::scalar;
  const bool with_parameters = node.type == YamlNode::Type::map && node.entries.size() == 1;
  if (!named && !with_parameters) {
    if (!node.reported) {
      context.error("wrong-type", node.at,
                    fmt::format("\"ease\" wants an easing, not {}", describe(node)),
                    "write cubic_in_out, or {back_out: {overshoot: 2}}");
    }
    return std::nullopt;
  }
  const YamlNode& name = named ? node : *node.entries[0].key;
  const EasingType* type = find_easing(name.scalar);
  if (!type) {
    report_unknown_easing(context, name);
    return std::nullopt;
  }
  static const YamlNode kNothing;
  return read_easing_parameters(context, *type, named ? kNothing : *node.entries[0].value);
}

std::optional<std::pair<int, int>> parse_size(std::string_view text) {
  const size_t cross = text.find('x');
  if (cross == std::string_view::npos) return std::nullopt;
  const auto whole = [](std::string_view part) -> std::optional<int> {
    int value = 0;
    const auto [end, mistake] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (mistake != std::errc() || end != part.data() + part.size()) return std::nullopt;
    return value;
  };
  const auto width = whole(text.substr(0, cross));
  const auto height = whole(text.substr(cross + 1));
  if (!width || !height) return std::nullopt;
  return std::pair{*width, *height};
}

std::optional<Rational> parse_rate(std::string_view text) {
  const size_t slash = text.find('/');
  const auto whole = [](std::string_view part) -> std::int64_t {
    std::int64_t value = 0;
    const auto [end, mistake] = std::from_chars(part.data(), part.data() + part.size(), value);
    return mistake == std::errc() && end == part.data() + part.size() ? value : 0;
  };
  const Rational rate{whole(text.substr(0, slash)),
                      slash == std::string_view::npos ? 1 : whole(text.substr(slash + 1))};
  constexpr std::int64_t kMost = 1'000'000;
  if (rate.num <= 0 || rate.den <= 0 || rate.num > kMost || rate.den > kMost) return std::nullopt;
  return rate;
}

}  // namespace lantern
