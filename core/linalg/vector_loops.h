#pragma once

#include <cstddef>

// The loops that decompositions spend their time in. What they give is the same on every processor.

namespace lantern {

/// Σ a b, in four sums.
double long_product(const double* a, const double* b, size_t count);

/// from − times · what
void subtract_times(double* from, double times, const double* what, size_t count);

}  // namespace lantern
