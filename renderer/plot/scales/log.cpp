#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "core/base/portable_math.h"
#include "core/base/text.h"
#include "renderer/plot/scales/scale_type.h"
#include "renderer/plot/scales/tick_labels.h"
#include "renderer/plot/scales/ticks.h"

// Equal factors are equally long. All of an axis is above zero, or all of it below.

namespace lantern::log_scale {
namespace {

double share(const Domain& domain, double value) {
  const double sign = domain.first < 0 ? -1 : 1;
  if (!(value * sign > 0)) return NAN;  // zero and the other sign have no place
  if (domain.first == domain.last) {
    return value == domain.first ? 0.5 : (value - domain.first) * INFINITY;
  }
  const auto magnitude = [sign](double x) { return portable::log(x * sign); };
  const double from = magnitude(domain.first);
  return (magnitude(value) - from) / (magnitude(domain.last) - from);
}

double value(const Domain& domain, double share) {
  const double sign = domain.first < 0 ? -1 : 1;
  const double from = portable::log(domain.first * sign), to = portable::log(domain.last * sign);
  return sign * portable::exp(from + (to - from) * share);
}

double power_of_ten(double exponent) {
  return parse_number(fmt::format("1e{}", static_cast<int>(exponent))).value_or(NAN);
}

/// Whole powers of ten around the positive data, else around the negative.
Domain fit(const Extent& extent, int) {
  Domain out{1, 10, {}};
  if (!extent.known) return out;
  const double sign = extent.high > 0 ? 1 : -1;
  if (extent.high == 0) return out;
  const double near = sign > 0 ? extent.least_positive : -extent.high;
  const double far = sign > 0 ? extent.high : -extent.low;
  double low = std::floor(portable::log10(near) + 1e-9);
  double high = std::ceil(portable::log10(far) - 1e-9);
  if (low == high) --low, ++high;
  const auto kept = [](double power, double fallback) {
    return power > 0 && std::isfinite(power) ? power : fallback;
  };
  out.first = sign * kept(power_of_ten(low), near);
  out.last = sign * kept(power_of_ten(high), far);
  if (sign < 0) std::swap(out.first, out.last);
  return out;
}

std::string refusal(double first, double last) {
  if ((first > 0 && last > 0) || (first < 0 && last < 0)) return "";
  return "a logarithmic axis does not reach zero: both ends have the same sign";
}

constexpr int kLeastWords = 3;  // of an axis that has room for them

/// Powers of ten and their multiples; where the domain has few, round numbers as on a linear axis
/// (the rule of d3-scale's `log.ticks`).
std::vector<double> positive_ticks(double low, double high, int count) {
  const double from = portable::log10(low), to = portable::log10(high);
  std::vector<double> out;
  if (to - from >= count) {
    const int most = std::max(1, std::min(static_cast<int>(to - from), count));
    for (const double exponent : nice_ticks(from, to, most)) {
      if (exponent == std::floor(exponent)) out.push_back(power_of_ten(exponent));
    }
    return out;
  }
  for (double exponent = std::floor(from); exponent <= std::ceil(to); ++exponent) {
    for (int digit = 1; digit < 10; ++digit) {
      const double tick =
          parse_number(fmt::format("{}e{}", digit, static_cast<int>(exponent))).value_or(NAN);
      if (tick >= low && tick <= high) out.push_back(tick);
    }
  }
  const int least = std::max(kLeastWords, (count + 1) / 2);
  return static_cast<int>(out.size()) < least ? nice_ticks(low, high, std::max(kLeastWords, count))
                                              : out;
}

std::vector<double> ticks(const Domain& domain, int count) {
  const double sign = domain.first < 0 ? -1 : 1;
  const auto [low, high] = std::minmax({domain.first * sign, domain.last * sign});
  std::vector<double> out = low == high ? std::vector{low} : positive_ticks(low, high, count);
  if (domain.first * sign > domain.last * sign) std::reverse(out.begin(), out.end());
  for (double& tick : out) tick *= sign;
  return out;
}

/// The digit that a number starts with, where it has but one.
double leading_digit(double tick) {
  const double size = std::fabs(tick);
  const double digit = size / power_of_ten(std::floor(portable::log10(size) + 1e-9));
  return std::fabs(digit - std::round(digit)) < 1e-6 ? std::round(digit) : 0;
}

/// Which ticks have words, by the digit that they start with: the more, the earlier. All but the
/// first lie about evenly.
using Digits = std::string_view;
constexpr std::array<Digits, 5> kWorded{"123456789", "12468", "125", "13", "1"};

bool is_worded(double tick, Digits digits) {
  const double digit = leading_digit(tick);
  return digit == 0 || digits.find(char('0' + int(digit))) != Digits::npos;
}

/// The most words that are not more than asked for; but enough to read the others from.
Digits worded_digits(const std::vector<double>& ticks, int count) {
  const auto words = [&](Digits digits) {
    return std::count_if(ticks.begin(), ticks.end(),
                         [&](double tick) { return is_worded(tick, digits); });
  };
  const std::ptrdiff_t least = count > 1 ? kLeastWords : 2;
  Digits out = kWorded.front();
  for (const Digits digits : kWorded) {
    if (words(digits) < least) continue;
    out = digits;
    if (words(digits) <= std::max<std::ptrdiff_t>(least, count)) break;
  }
  return out;
}

std::vector<std::string> labels(const Domain&, const std::vector<double>& ticks, int count,
                                const NumberFormat* format) {
  const Digits digits = worded_digits(ticks, count);
  const bool grouped =
      std::any_of(ticks.begin(), ticks.end(), [](double tick) { return std::fabs(tick) >= 10000; });
  std::vector<std::string> out;
  for (const double tick : ticks) {
    const bool worded = is_worded(tick, digits);
    out.push_back(!worded  ? ""
                  : format ? format_number(tick, *format)
                           : tick_labels({tick}, grouped)[0]);
  }
  return out;
}

}  // namespace

extern const ScaleType kScale;
const ScaleType kScale{.name = "log",
                       .doc = "Equal factors are equally long; it does not reach zero.",
                       .straight = false,
                       .share = share,
                       .value = value,
                       .fit = fit,
                       .refusal = refusal,
                       .ticks = ticks,
                       .labels = labels};

}  // namespace lantern::log_scale
