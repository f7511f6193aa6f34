#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"
#include "renderer/plot/scales/scale_type.h"
#include "renderer/plot/scales/tick_labels.h"
#include "renderer/plot/scales/ticks.h"

// Logarithmic on both sides of zero and about linear within 1 of it: sign(x)·log(1 + |x|) (Webber,
// "A bi-symmetric log transformation for wide-range data", 2013, with C = 1).

namespace lantern::symlog_scale {
namespace {

double bent(double x) {
  const double size = portable::log(1 + std::fabs(x));
  return x < 0 ? -size : size;
}

double straightened(double x) {
  const double size = portable::exp(std::fabs(x)) - 1;
  return x < 0 ? -size : size;
}

double share(const Domain& domain, double value) {
  const double from = bent(domain.first), to = bent(domain.last);
  if (from == to) return value == domain.first ? 0.5 : (value - domain.first) * INFINITY;
  return (bent(value) - from) / (to - from);
}

double value(const Domain& domain, double share) {
  const double from = bent(domain.first), to = bent(domain.last);
  return straightened(from + (to - from) * share);
}

/// The power of ten at or beyond it, on its side; 0 stays.
double beyond(double x) {
  if (std::fabs(x) <= 1) return x == 0 ? 0 : x < 0 ? -1 : 1;
  const double power = portable::pow(10, std::ceil(portable::log10(std::fabs(x)) - 1e-9));
  return x < 0 ? -power : power;
}

/// Numbers on one side of zero start there.
Domain fit(const Extent& extent, int) {
  Domain out{0, 1, {}};
  if (!extent.known) return out;
  out.first = beyond(std::min(0.0, extent.low));
  out.last = beyond(std::max(0.0, extent.high));
  if (out.first == out.last) out.last = 1;
  return out;
}

/// Zero and powers of ten, every second or third where there are many; within 1 as on a linear
/// axis.
std::vector<double> ticks(const Domain& domain, int count) {
  const auto [low, high] = std::minmax(domain.first, domain.last);
  const double most = std::max(std::fabs(low), std::fabs(high));
  if (most <= 1) return nice_ticks(domain.first, domain.last, count);
  const int sides = (low < 0) + (high > 0);
  const int powers = int(portable::log10(most) + 1e-9) + 1;
  const int step = std::max(1, (powers * sides + count - 1) / std::max(1, count));
  std::vector<double> out;
  if (low <= 0 && high >= 0) out.push_back(0);
  for (int i = powers - 1; i >= 0; i -= step) {
    const double power = portable::pow(10, i);
    for (const double tick : {-power, power}) {
      if (tick >= low && tick <= high) out.push_back(tick);
    }
  }
  if (out.size() < 2) return nice_ticks(domain.first, domain.last, count);
  std::sort(out.begin(), out.end());
  if (domain.first > domain.last) std::reverse(out.begin(), out.end());
  return out;
}

std::vector<std::string> labels(const Domain&, const std::vector<double>& ticks, int,
                                const NumberFormat* format) {
  if (format) return formatted(ticks, *format);
  return tick_labels(ticks, true);
}

}  // namespace

extern const ScaleType kScale;
const ScaleType kScale{.name = "symlog",
                       .doc = "Logarithmic on both sides of zero, about linear within 1 of it.",
                       .straight = false,
                       .share = share,
                       .value = value,
                       .fit = fit,
                       .ticks = ticks,
                       .labels = labels};

}  // namespace lantern::symlog_scale
