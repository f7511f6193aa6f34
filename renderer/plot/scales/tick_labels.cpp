#include "renderer/plot/scales/tick_labels.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/base/decimal.h"
#include "core/base/text.h"

namespace lantern {
namespace {

constexpr int kMostWritten = 12;    // significant digits of a number that somebody wrote
constexpr double kRounding = 1e-4;  // of the distance between ticks
constexpr size_t kLongest = 15;     // characters of a label without a power of ten
constexpr int kMostDecimals = 6;    // of such a label

/// The least distance between two different ticks; of a single one, its size.
double least_distance(const std::vector<double>& ticks) {
  std::vector<double> sorted = ticks;
  std::sort(sorted.begin(), sorted.end());
  double out = INFINITY;
  for (size_t i = 0; i + 1 < sorted.size(); ++i) {
    if (sorted[i] < sorted[i + 1]) out = std::min(out, sorted[i + 1] - sorted[i]);
  }
  return std::isfinite(out) ? out : sorted.empty() ? 0 : std::fabs(sorted[0]);
}

int decimals_in(const Decimal& x) {
  return std::max(0, static_cast<int>(x.digits.size()) - x.point);
}

double value_of(const Decimal& x) {
  if (x.zero()) return 0;
  return parse_number(fmt::format("{}0.{}e{}", x.negative ? "-" : "", x.digits, x.point))
      .value_or(NAN);
}

/// The tick as it is written: exactly, or rounded where that is finer than anybody reads.
Decimal written(double tick, double distance) {
  const Decimal exact = decimal_of(tick);
  if (static_cast<int>(exact.digits.size()) <= kMostWritten) return exact;
  for (int decimals = 0; decimals < decimals_in(exact); ++decimals) {
    Decimal rounded = exact;
    round_decimals(rounded, decimals);
    if (std::fabs(value_of(rounded) - tick) <= distance * kRounding) return rounded;
  }
  return exact;
}

size_t longest(const std::vector<std::string>& labels) {
  size_t out = 0;
  for (const std::string& label : labels) out = std::max(out, code_points(label));
  return out;
}

/// The number before a per cent sign or a prefix of the SI, and the power of ten that this means.
std::pair<std::string_view, int> without_end(std::string_view label) {
  static constexpr std::pair<std::string_view, int> kEnds[]{
      {"%", -2}, {"y", -24}, {"z", -21}, {"a", -18}, {"f", -15}, {"p", -12},
      {"n", -9}, {"µ", -6},  {"m", -3},  {"k", 3},   {"M", 6},   {"G", 9},
      {"T", 12}, {"P", 15},  {"E", 18},  {"Z", 21},  {"Y", 24}};
  for (const auto& [end, power] : kEnds) {
    if (label.ends_with(end)) return {label.substr(0, label.size() - end.size()), power};
  }
  return {label, 0};
}

}  // namespace

std::vector<std::string> formatted(const std::vector<double>& ticks, const NumberFormat& format) {
  std::vector<std::string> out;
  for (const double tick : ticks) out.push_back(format_number(tick, format));
  return out;
}

std::vector<std::string> tick_labels(const std::vector<double>& ticks, bool thousands,
                                     double span) {
  const double distance = std::min(least_distance(ticks), span);
  NumberFormat plain;
  plain.type = 'f';
  plain.precision = 0;
  plain.trim = true;
  plain.thousands = thousands;
  NumberFormat powers;
  powers.precision = 1;
  for (const double tick : ticks) {
    const Decimal decimal = written(tick, distance);
    plain.precision = std::max(plain.precision, decimals_in(decimal));
    powers.precision = std::max(powers.precision, static_cast<int>(decimal.digits.size()));
  }
  if (plain.precision <= kMostDecimals) {
    std::vector<std::string> out = formatted(ticks, plain);
    if (longest(out) <= kLongest) return out;
  }
  powers.precision = std::min(powers.precision, 17);
  const std::vector<std::string> out = formatted(ticks, powers);
  if (plain.precision > 20) return out;
  const std::vector<std::string> long_ones = formatted(ticks, plain);
  return longest(out) < longest(long_ones) ? out : long_ones;
}

std::optional<double> read_label(std::string_view label) {
  const auto [number, power] = without_end(label);
  std::string text;
  for (size_t i = 0; i < number.size(); ++i) {
    constexpr std::string_view kMinus = "−";
    if (number.substr(i).starts_with(kMinus)) {
      text += '-';
      i += kMinus.size() - 1;
    } else if (number[i] != ',') {
      text += number[i];
    }
  }
  if (power == 0) return parse_number(text);
  return parse_number(text + "e" + std::to_string(power));
}

std::vector<size_t> misread_labels(const std::vector<double>& ticks,
                                   const std::vector<std::string>& labels, double slack) {
  const double most = least_distance(ticks) * slack;
  std::vector<size_t> out;
  std::set<std::string_view> known;
  for (size_t i = 0; i < ticks.size(); ++i) {
    if (labels[i].empty()) continue;
    const double said = read_label(labels[i]).value_or(NAN);
    const bool wrong = !(std::fabs(said - ticks[i]) <= most);
    const bool again = !known.insert(labels[i]).second;
    if (wrong || again) out.push_back(i);
  }
  return out;
}

}  // namespace lantern
