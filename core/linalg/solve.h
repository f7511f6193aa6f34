#pragma once

// Equations. Values must be finite, and shapes as said; else it throws std::invalid_argument.

#include <optional>
#include <span>
#include <vector>

#include "core/linalg/matrix.h"

namespace lantern {

/// x with A x = b for a square A, by a pivoted QR. Nothing where A is singular to rounding.
std::optional<std::vector<double>> solve(const Matrix& a, std::span<const double> b);

/// The same of a symmetric, positive definite A, of which only the lower triangle is read: by
/// A = L D Lᵀ with pivoting (Golub & Van Loan, 4th ed., §4.2.8), after its rows and columns are
/// scaled so that its diagonal is 1, and so no matter in which units they are. Nothing where it is
/// not definite by more than `tolerance` (rounding, where there is none): no pivot is below it.
std::optional<std::vector<double>> solve_definite(const Matrix& a, std::span<const double> b,
                                                  std::optional<double> tolerance = {});
/// The same for each column of `b`.
std::optional<Matrix> solve_definite_columns(const Matrix& a, const Matrix& b,
                                             std::optional<double> tolerance = {});

/// The shortest of all x for which |A x − b| is least (by singular values, §5.5.2).
struct LeastSquares {
  std::vector<double> x;  ///< one a column of A
  size_t rank = 0;        ///< of A: below its columns, many x are as good
  double condition = 1;   ///< of A
};
/// A singular value counts as 0 at or below `tolerance` times the largest.
LeastSquares least_squares(const Matrix& a, std::span<const double> b,
                           std::optional<double> tolerance = {});

/// Column by column, the shortest x with A x = b for an A whose rows are independent, n ≤ p: by a
/// pivoted QR of Aᵀ (§5.6.2). Nothing where they are not. B is n × m, what is found p × m.
std::optional<Matrix> shortest_solutions(const Matrix& a, const Matrix& b);

}  // namespace lantern
