#include <cmath>

#include "renderer/plot/scales/round_ticks.h"
#include "renderer/plot/scales/scale_type.h"
#include "renderer/plot/scales/ticks.h"

// Lengths are the square roots of numbers, on both sides of zero (d3-scale's `scaleSqrt`).

namespace lantern::sqrt_scale {
namespace {

double root(double x) {
  return x < 0 ? -std::sqrt(-x) : std::sqrt(x);
}

double share(const Domain& domain, double value) {
  const double from = root(domain.first), to = root(domain.last);
  if (from == to) return value == domain.first ? 0.5 : (value - domain.first) * INFINITY;
  return (root(value) - from) / (to - from);
}

double value(const Domain& domain, double share) {
  const double from = root(domain.first), to = root(domain.last);
  const double x = from + (to - from) * share;
  return x * std::fabs(x);
}

Domain fit(const Extent& extent, int count) {
  Domain out;
  if (extent.known) std::tie(out.first, out.last) = nice_domain(extent.low, extent.high, count);
  return out;
}

}  // namespace

extern const ScaleType kScale;
const ScaleType kScale{.name = "sqrt",
                       .doc = "Lengths are square roots, on both sides of zero.",
                       .straight = false,
                       .share = share,
                       .value = value,
                       .fit = fit,
                       .ticks = round_ticks,
                       .labels = round_labels};

}  // namespace lantern::sqrt_scale
