#include "core/base/quantile.h"

#include <algorithm>
#include <cmath>

namespace lantern {

double between_ranks(double low, double high, double part) {
  const double way = high - low;
  return part < 0.5 ? low + way * part : high - way * (1 - part);
}

double quantile_of_sorted(std::span<const double> sorted, double share) {
  const double place = share * double(sorted.size() - 1);
  const auto low = static_cast<size_t>(std::floor(place));
  const size_t high = std::min(low + 1, sorted.size() - 1);
  return between_ranks(sorted[low], sorted[high], place - double(low));
}

}  // namespace lantern
