#include "core/linalg/vector_loops.h"

#include "core/base/vector_clones.h"

namespace lantern {

// As `sum_of`, written out: what is called from here would not be made twice.
LANTERN_VECTOR_CLONES
double long_product(const double* a, const double* b, size_t count) {
  double sums[4] = {};
  size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    for (size_t k = 0; k < 4; ++k) sums[k] += a[i + k] * b[i + k];
  }
  for (; i < count; ++i) sums[0] += a[i] * b[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

LANTERN_VECTOR_CLONES
void subtract_times(double* __restrict from, double times, const double* __restrict what,
                    size_t count) {
  for (size_t i = 0; i < count; ++i) from[i] -= times * what[i];
}

}  // namespace lantern
