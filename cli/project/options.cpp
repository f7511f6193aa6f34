#include "cli/project/options.h"

#include <algorithm>

#include <fmt/format.h>

#include "config/read/scalars.h"
#include "core/base/error.h"
#include "core/base/text.h"

namespace lantern {

std::map<std::string, std::string> named_values(const std::vector<std::string>& arguments,
                                                const std::string& option) {
  std::map<std::string, std::string> out;
  for (const std::string& argument : arguments) {
    const size_t equals = argument.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw UsageError(fmt::format("{} wants name=value, not \"{}\"", option, argument));
    }
    out[argument.substr(0, equals)] = argument.substr(equals + 1);
  }
  return out;
}

void set_limit(Limits& limits, const std::string& argument) {
  for (const auto& [name, text] : named_values({argument}, "--limit")) {
    const auto value = parse_number(text);
    constexpr double kMost = 1e9;
    if (!value || !(*value > 0 && *value <= kMost)) {
      throw UsageError(
          fmt::format("--limit {} wants a number above 0, at most 1e9, not \"{}\"", name, text));
    }
    std::vector<std::string> known;
    for (const Limit& limit : lantern::limits()) {
      if (limit.name == name) limits.*limit.most = *value;
      known.emplace_back(limit.name);
    }
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      throw UsageError(fmt::format("--limit wants {}, not \"{}\"", join_or(known), name));
    }
  }
}

double time_argument(const std::string& text, const std::string& option, double duration) {
  if (text == "end") return duration;
  const auto seconds = parse_time(text);
  if (!seconds || *seconds < 0) {
    throw UsageError(
        fmt::format("{} wants a time such as 2.5s, 300ms, 1:05 or end, not \"{}\"", option, text));
  }
  // Durations are sums of steps: what `check` prints as the end must be one.
  constexpr double kRounding = 1e-6;
  if (*seconds > duration + kRounding) {
    throw UsageError(fmt::format("{} {}: the film ends at {:.10g}s", option, text, duration));
  }
  return std::min(*seconds, duration);
}

std::string picture_options(const Options& o) {
  return fmt::format(
      "{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", o.size,
      o.scale, o.fps, o.theme, fmt::join(o.set, " "), fmt::join(o.data, " "), o.at, o.from, o.to,
      o.section, o.sections, o.poster, static_cast<int>(o.quality), o.crf, o.preset, o.outlines,
      o.columns, o.format, fmt::join(o.outputs, " "), o.strict, o.safe);
}

std::array<std::string, 2> theme_pair(const Options& options) {
  const size_t comma = options.pair.find(',');
  if (comma == std::string::npos || options.pair.find(',', comma + 1) != std::string::npos) {
    throw UsageError("--pair wants two themes, light before dark: paper,slate");
  }
  std::array<std::string, 2> out{options.pair.substr(0, comma), options.pair.substr(comma + 1)};
  if (out[0] == out[1]) throw UsageError("--pair wants two different themes");
  return out;
}

}  // namespace lantern
