#include "core/data/number_slips.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {
namespace {

constexpr std::array<std::string_view, 23> kNothing{
    "-",   "--",   "–",       "—",       "−",    "?",    ".",    "..",
    "*",   "None", "none",    "NONE",    "<NA>", "#N/A", "NULL", "Null",
    "n/a", "N.A.", "missing", "unknown", "NAN",  "Na",   "na"};

constexpr std::string_view kMinus = "−";

bool stands_for_nothing(std::string_view text) {
  return std::find(kNothing.begin(), kNothing.end(), text) != kNothing.end() ||
         text.starts_with("#");  // the errors of spreadsheets: #DIV/0!, #VALUE!
}

std::string without(std::string_view text, std::string_view part) {
  std::string out(text);
  for (size_t at = out.find(part); at != std::string::npos; at = out.find(part)) {
    out.erase(at, part.size());
  }
  return out;
}

/// "1,234" and "1,234,567.5": groups of three after each comma.
bool has_groups(std::string_view text, char between, char point) {
  const size_t end = std::min(text.find(point), text.size());
  const size_t first = text.find(between);
  if (first == std::string_view::npos || first > end || first == 0) return false;
  for (size_t at = first; at < end; at += 4) {
    if (text[at] != between || end - at < 4) return false;
  }
  return true;
}

/// The number that is meant, as it is to be written.
std::optional<std::string> meant(std::string_view written) {
  std::string text(written);
  if (text.starts_with(kMinus)) text.replace(0, kMinus.size(), "-");
  if (parse_number(text)) return text;
  if (has_groups(text, ',', '.')) text = without(text, ",");
  if (has_groups(text, '.', ',')) text = without(text, ".");
  std::replace(text.begin(), text.end(), ',', '.');
  text = without(text, " ");
  text = without(text, "\u00a0");
  text = without(text, "\u202f");
  return parse_number(text) ? std::optional(text) : std::nullopt;
}

/// What is written behind numbers for what they count; no letters that names of things end in (3D).
constexpr std::string_view kUnits[] = {
    "%",  "‰",   "°",    "°C",  "°F",  "kg",  "g",   "mg",  "m",   "cm", "mm", "µm",  "km",
    "m²", "km²", "m³",   "s",   "ms",  "µs",  "min", "h",   "l",   "ml", "kB", "MB",  "GB",
    "TB", "px",  "pt",   "Hz",  "kHz", "MHz", "GHz", "kW",  "kWh", "ft", "lb", "lbs", "oz",
    "mi", "mph", "km/h", "m/s", "€",   "$",   "£",   "EUR", "USD", "GBP"};
constexpr std::string_view kCurrencies[] = {"$", "€", "£", "¥"};

struct Measure {
  std::string number;  ///< as it is to be written
  std::string_view unit;
};

/// "12 kg", "45%", "$3.20".
std::optional<Measure> measure_in(std::string_view text) {
  for (const std::string_view currency : kCurrencies) {
    if (!text.starts_with(currency)) continue;
    if (auto number = meant(trimmed(text.substr(currency.size()))))
      return Measure{*number, currency};
  }
  for (const std::string_view unit : kUnits) {
    if (!text.ends_with(unit)) continue;
    const auto number = meant(trimmed(text.substr(0, text.size() - unit.size())));
    if (number) return Measure{*number, unit};
  }
  return std::nullopt;
}

}  // namespace

bool is_number_slip(std::string_view text) {
  return stands_for_nothing(text) || too_large(text) || meant(text) || measure_in(text);
}

Measures measures_in(const std::vector<std::string>& texts) {
  Measures out{true, true};
  std::optional<double> before;
  for (const std::string& text : texts) {
    const auto measure = measure_in(text);
    if (!measure) return {};
    const double value = *parse_number(measure->number);
    if (before && value <= *before) out.rising = false;
    before = value;
  }
  return out;
}

std::string mend_of_slip(std::string_view text) {
  if (stands_for_nothing(text)) return "leave the cell empty, or write NA, where there is no value";
  if (too_large(text)) return "a number is at most 1.8e308";
  if (parse_number(text)) return fmt::format("write {} without quotes", text);
  if (const auto number = meant(text)) {
    return fmt::format(
        "write {}: a number has a decimal point, the minus sign of the keyboard and "
        "nothing between its digits",
        *number);
  }
  if (const auto measure = measure_in(text)) {
    return fmt::format("write {} without {}; the unit goes into a title or a format",
                       measure->number, measure->unit);
  }
  return "write a number in each cell, and nothing or NA where there is none";
}

}  // namespace lantern
