#include "renderer/plot/scale.h"

#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"

namespace lantern {

double Scale::at(double value) const {
  const double span = domain1 - domain0;
  // Halves, where the ends are farther apart than the largest number.
  const double t = span == 0             ? 0.5
                   : std::isfinite(span) ? (value - domain0) / span
                                         : (value / 2 - domain0 / 2) / (domain1 / 2 - domain0 / 2);
  return range0 + (range1 - range0) * t;
}

double Scale::at(const std::string& category) const {
  const auto found = categories.find(category);
  if (!found) return (range0 + range1) / 2;
  const double place = static_cast<double>(*found) + 0.5;
  return range0 + (range1 - range0) * place / static_cast<double>(categories.size());
}

double Scale::band() const {
  return std::fabs(range1 - range0) / static_cast<double>(std::max<size_t>(1, categories.size()));
}

double tick_step(double first, double last, int count) {
  const double span = std::fabs(last - first), parts = std::max(1, count);
  // The ends may be farther apart than the largest number.
  const double rough = std::isfinite(span) ? span / parts : std::fabs(last / parts - first / parts);
  if (!(rough > 0)) return 1;
  const double power = portable::pow(10.0, std::floor(portable::log10(rough)));
  const double error = rough / power;
  const double factor = error >= std::sqrt(50.0)   ? 10
                        : error >= std::sqrt(10.0) ? 5
                        : error >= std::sqrt(2.0)  ? 2
                                                   : 1;
  return factor * power;
}

std::vector<double> nice_ticks(double first, double last, int count) {
  if (!std::isfinite(first) || !std::isfinite(last)) return {};
  if (first == last) return {first};
  const double low = std::min(first, last);
  const double high = std::max(first, last);
  const double step = tick_step(low, high, count);
  // Whole multiples of a power of ten are exact; of its inverse they are after a division.
  const bool small = step < 1;
  const double inverse = std::round(1 / step);
  const auto from = static_cast<long long>(std::ceil(low / step - 1e-9));
  const auto to = static_cast<long long>(std::floor(high / step + 1e-9));
  std::vector<double> ticks;
  for (long long i = from; i <= to && ticks.size() < 1000; ++i) {
    ticks.push_back(small ? static_cast<double>(i) / inverse : static_cast<double>(i) * step);
  }
  if (first > last) std::reverse(ticks.begin(), ticks.end());
  return ticks;
}

std::pair<double, double> nice_domain(double first, double last, int count) {
  if (first == last) {
    const double pad = first == 0 ? 1 : std::fabs(first) / 2;
    return {first - pad, last + pad};
  }
  const double step = tick_step(first, last, count);
  return {std::floor(first / step + 1e-9) * step, std::ceil(last / step - 1e-9) * step};
}

NumberFormat tick_format(double step) {
  const double decimals = std::max(0.0, -std::floor(portable::log10(step) + 1e-9));
  NumberFormat format;
  format.type = 'f';
  format.precision = static_cast<int>(decimals);
  format.trim = true;
  format.thousands = step >= 1000;
  return format;
}

}  // namespace lantern
