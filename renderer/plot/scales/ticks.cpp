#include "renderer/plot/scales/ticks.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/base/portable_math.h"
#include "core/base/text.h"

namespace lantern {
namespace {

constexpr double kLargest = std::numeric_limits<double>::max();

/// 1, 2 or 5 times a power of ten.
struct RoundStep {
  int factor = 1;
  int exponent = 0;

  RoundStep next() const {
    return factor == 1   ? RoundStep{2, exponent}
           : factor == 2 ? RoundStep{5, exponent}
                         : RoundStep{1, exponent + 1};
  }
  double size() const { return factor * portable::pow(10.0, exponent); }
  /// A multiple, as the nearest number to its decimal.
  double times(double count) const {
    const auto digits = static_cast<long long>(count) * factor;
    return parse_number(fmt::format("{}e{}", digits, exponent)).value_or(NAN);
  }
};

RoundStep round_step(double first, double last, int count) {
  const double span = std::fabs(last - first), parts = std::max(1, count);
  // The ends may be farther apart than the largest number.
  const double rough = std::isfinite(span)
                           ? span / parts
                           : std::min(kLargest / 2, std::fabs(last / parts - first / parts));
  if (!(rough > 0)) return {};
  const double exponent = std::floor(portable::log10(rough));
  const double error = rough / portable::pow(10.0, exponent);
  const int factor = error >= std::sqrt(50.0)   ? 10
                     : error >= std::sqrt(10.0) ? 5
                     : error >= std::sqrt(2.0)  ? 2
                                                : 1;
  if (factor == 10) return {1, static_cast<int>(exponent) + 1};
  return {factor, static_cast<int>(exponent)};
}

/// The distance between neighbouring numbers there.
double resolution(double value) {
  const double size = std::fabs(value);
  return size - std::nextafter(size, 0);
}

}  // namespace

double tick_step(double first, double last, int count) {
  return round_step(first, last, count).size();
}

std::vector<double> nice_ticks(double first, double last, int count) {
  if (!std::isfinite(first) || !std::isfinite(last)) return {};
  if (first == last) return {first};
  const auto [low, high] = std::minmax(first, last);
  RoundStep step = round_step(low, high, count);
  // Decimals closer than numbers are would be the same number more than once.
  const double least = 2 * std::max(resolution(low), resolution(high));
  while (step.size() < least) step = step.next();
  const double from = std::ceil(low / step.size() - 1e-9);
  const double to = std::floor(high / step.size() + 1e-9);
  const double slack = step.size() * 1e-6;
  std::vector<double> ticks;
  for (double i = from; i <= to && ticks.size() < 1000; ++i) {
    const double tick = step.times(i);
    if (tick >= low - slack && tick <= high + slack) ticks.push_back(tick);
  }
  if (ticks.empty() && count > 1) ticks = {low, high};
  if (first > last) std::reverse(ticks.begin(), ticks.end());
  return ticks;
}

std::pair<double, double> nice_domain(double first, double last, int count) {
  if (first == last) {
    const double pad = first == 0 ? 1 : std::fabs(first) / 2;
    return {std::max(first - pad, -kLargest), std::min(last + pad, kLargest)};
  }
  const double step = tick_step(first, last, count);
  const double low = std::floor(first / step + 1e-9) * step;
  const double high = std::ceil(last / step - 1e-9) * step;
  // Steps may be finer than numbers are there, and reach past the largest number.
  if (!(low < high)) return {first, last};
  return {std::isfinite(low) ? low : first, std::isfinite(high) ? high : last};
}

}  // namespace lantern
