#pragma once

#include <span>

namespace lantern {

/// The value below which a share of the others lies, 0 ≤ share ≤ 1, linear between those that are
/// nearest in rank: numpy.quantile's default, to the last bit. `sorted` is in ascending order and
/// not empty.
double quantile_of_sorted(std::span<const double> sorted, double share);

/// The same between two neighbours.
double between_ranks(double low, double high, double part);

}  // namespace lantern
