#include "renderer/plot/scales/scale_type.h"

// Categories in the middles of equal bands. Numbers on such an axis are shares of it.

namespace lantern::ordinal_scale {
namespace {

double same(const Domain&, double share) {
  return share;
}

Domain fit(const Extent& extent, int) {
  Domain out;
  out.categories = extent.categories;
  return out;
}

std::vector<double> ticks(const Domain& domain, int) {
  std::vector<double> out;
  const size_t count = domain.categories.size();
  for (size_t i = 0; i < count; ++i) out.push_back((double(i) + 0.5) / double(count));
  return out;
}

std::vector<std::string> labels(const Domain& domain, const std::vector<double>&, int,
                                const NumberFormat*) {
  std::vector<std::string> out;
  for (size_t i = 0; i < domain.categories.size(); ++i) out.push_back(domain.categories[i]);
  return out;
}

}  // namespace

extern const ScaleType kScale;
const ScaleType kScale{
    .name = "ordinal",
    .doc = "Categories in equal bands: chosen by what is placed, not by a script.",
    .named = true,
    .share = same,
    .value = same,
    .fit = fit,
    .ticks = ticks,
    .labels = labels};

}  // namespace lantern::ordinal_scale
