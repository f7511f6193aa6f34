#include "core/bases/knots.h"

#include <algorithm>

#include "core/base/quantile.h"

namespace lantern {
namespace {

void keep_different(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

std::vector<double> knots_over(const KnotFields& in, std::span<const double> values) {
  std::vector<double> out = in.at;
  if (out.empty() && !values.empty()) {
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    for (int i = 0; i < in.knots; ++i) {
      const double share = double(i) / double(in.knots - 1);
      out.push_back(in.place == "quantile" ? quantile_of_sorted(sorted, share)
                                           : sorted[0] + share * (sorted.back() - sorted[0]));
    }
  }
  keep_different(out);
  return out;
}

size_t piece_of(const std::vector<double>& knots, double x) {
  const auto above = std::upper_bound(knots.begin() + 1, knots.end() - 1, x);
  return size_t(above - knots.begin()) - 1;
}

}  // namespace lantern
