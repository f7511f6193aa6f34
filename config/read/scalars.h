#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/read/context.h"
#include "core/base/rational.h"
#include "core/spec/spec_value.h"

// Constants of the language: numbers with their units, times, sizes, words. Every function reports
// what it cannot read and returns nothing then.

namespace lantern {

/// A scalar's text as written; reports lists, maps and missing values.
std::optional<std::string> read_scalar(const ReadContext& context, const YamlNode& node,
                                       std::string_view what, std::string_view wanted);

/// "3", and where `units` allows it "12px" or "40%".
struct AllowedUnits {
  bool px = false;
  bool percent = false;
};
std::optional<Quantity> read_quantity(const ReadContext& context, const YamlNode& node,
                                      std::string_view what, AllowedUnits units = {});

/// Reports a number outside the range.
bool check_range(const ReadContext& context, const Location& at, double value, double least,
                 double most, bool above, std::string_view what);

std::optional<double> read_number(const ReadContext& context, const YamlNode& node,
                                  std::string_view what, double least, double most);

/// "1.5s" or "300ms", in seconds. Negative ones only where `signed_time`.
std::optional<double> read_time(const ReadContext& context, const YamlNode& node,
                                std::string_view what, bool signed_time = false);

std::optional<bool> read_boolean(const ReadContext& context, const YamlNode& node,
                                 std::string_view what);

/// One of `words`.
std::optional<std::string> read_choice(const ReadContext& context, const YamlNode& node,
                                       std::string_view what,
                                       const std::vector<std::string_view>& words);

/// A constant text, for names and paths.
std::optional<std::string> read_text(const ReadContext& context, const YamlNode& node,
                                     std::string_view what);

/// "1..9".
std::optional<Range> parse_range(std::string_view text);

/// An easing's name, or {name: {parameters}}.
std::optional<Ease> read_ease(const ReadContext& context, const YamlNode& node);

/// "960x540".
std::optional<std::pair<int, int>> parse_size(std::string_view text);

/// "30", "29.97" is refused, "30000/1001".
std::optional<Rational> parse_rate(std::string_view text);

/// "2.5s", "300ms", "1:05" (minutes and seconds): for the command line too.
std::optional<double> parse_time(std::string_view text);

}  // namespace lantern
