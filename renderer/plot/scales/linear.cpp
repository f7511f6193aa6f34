#include <cmath>

#include "renderer/plot/scales/round_ticks.h"
#include "renderer/plot/scales/scale_type.h"
#include "renderer/plot/scales/ticks.h"

namespace lantern::linear_scale {
namespace {

double share(const Domain& domain, double value) {
  const double span = domain.last - domain.first;
  if (span == 0) return value == domain.first ? 0.5 : (value - domain.first) * INFINITY;
  if (std::isfinite(span)) return (value - domain.first) / span;
  // Halves, where the ends are farther apart than the largest number.
  return (value / 2 - domain.first / 2) / (domain.last / 2 - domain.first / 2);
}

double value(const Domain& domain, double share) {
  const double span = domain.last - domain.first;
  return std::isfinite(span) ? domain.first + share * span
                             : domain.first * (1 - share) + domain.last * share;
}

Domain fit(const Extent& extent, int count) {
  Domain out;
  if (!extent.known) return out;
  const bool ends = extent.tight && extent.low < extent.high;
  std::tie(out.first, out.last) =
      ends ? std::pair(extent.low, extent.high) : nice_domain(extent.low, extent.high, count);
  return out;
}

}  // namespace

extern const ScaleType kScale;
const ScaleType kScale{.name = "linear",
                       .doc = "Equal differences are equally long.",
                       .share = share,
                       .value = value,
                       .fit = fit,
                       .ticks = round_ticks,
                       .labels = round_labels};

}  // namespace lantern::linear_scale
