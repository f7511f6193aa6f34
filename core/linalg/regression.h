#pragma once

#include <vector>

#include "core/linalg/matrix.h"

namespace lantern {

/// What is asked of |A x − b|², beside that it is least.
struct RegressionOptions {
  size_t free = 0;       ///< so many first columns of A count in no length and no penalty
  double penalty = 0;    ///< times the squared length of the x of the others
  double tolerance = 0;  ///< the part of a column that counts as none of it; 0: rounding alone
  size_t rows = 0;       ///< of what the equations are a triangle of, if they are
};

struct Regression {
  std::vector<double> x;  ///< one a column of A
  size_t rank = 0;        ///< of A
};

/// x for which |A x − b|² + penalty |x'|² is least, x' being those of the columns that are not
/// free; where several are, the one with the shortest x'. No unit of a column matters to what
/// counts as independent. By orthogonal reductions alone (Golub & Van Loan, 4th ed., §5.5.5, §6.1).
/// A free column that depends on the free ones before it gets 0. `equations` is [A b], n × (p + 1).
Regression regress(Matrix equations, const RegressionOptions& options = {});

}  // namespace lantern
