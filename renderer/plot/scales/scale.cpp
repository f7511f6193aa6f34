#include "renderer/plot/scales/scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lantern {

void Extent::add(double value) {
  if (!std::isfinite(value)) return;
  low = known ? std::min(low, value) : value;
  high = known ? std::max(high, value) : value;
  if (value > 0) least_positive = std::min(least_positive, value);
  known = true;
}

void Extent::add(const Extent& other) {
  if (!other.known) return;
  add(other.low);
  add(other.high);
  least_positive = std::min(least_positive, other.least_positive);
  tight = tight || other.tight;
}

double Scale::at(double value) const {
  return range0 + (range1 - range0) * type->share(domain, value);
}

double Scale::at(const std::string& category) const {
  if (type->read) {
    const auto number = type->read(category);
    return number ? at(*number) : std::numeric_limits<double>::quiet_NaN();
  }
  const auto found = domain.categories.find(category);
  if (!found) return std::numeric_limits<double>::quiet_NaN();
  return at((static_cast<double>(*found) + 0.5) / static_cast<double>(domain.categories.size()));
}

double Scale::value_at(double place) const {
  const double length = range1 - range0;
  return type->value(domain, length == 0 ? 0 : (place - range0) / length);
}

double Scale::base() const {
  const auto [low, high] = std::minmax(domain.first, domain.last);
  return std::clamp(0.0, low, high);
}

}  // namespace lantern
