#pragma once

#include <cstddef>

namespace lantern {

/// The sum of term(0) … term(count − 1), in four sums, which every processor adds up alike and most
/// can do at once.
template <class Term>
double sum_of(size_t count, const Term& term) {
  double sums[4] = {};
  size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    for (size_t k = 0; k < 4; ++k) sums[k] += term(i + k);
  }
  for (; i < count; ++i) sums[0] += term(i);
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

}  // namespace lantern
