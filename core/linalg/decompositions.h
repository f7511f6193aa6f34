#pragma once

// Matrices taken apart. The methods are Eigen's (Householder reflections, Jacobi rotations; G. H.
// Golub and C. F. Van Loan, "Matrix Computations", 4th ed.); results have the same bits on every
// machine, and signs that do not depend on the method's way. In the shapes, A is n × p and
// k = min(n, p).
//
// Values must be finite, and shapes as said; else it throws std::invalid_argument.

#include <optional>
#include <vector>

#include "core/linalg/matrix.h"

namespace lantern {

/// The part of the largest below which a singular value or a pivot counts as 0, where the caller
/// names none: max(n, p) times the rounding of doubles, as NumPy has it.
double default_tolerance(const Matrix& a);

/// A with its columns in this order is Q R (§5.4.2: column pivoting; the length of what is left
/// decides which column is next).
struct PivotedQr {
  Matrix q;                   ///< n × k, its columns orthonormal
  Matrix r;                   ///< k × p, 0 below its diagonal, which is ≥ 0 and falls
  std::vector<size_t> order;  ///< of p columns: those that stand first span the others
  size_t rank = 0;            ///< how many diagonal entries exceed the tolerance
};
PivotedQr pivoted_qr(const Matrix& a, std::optional<double> tolerance = {});

/// A = L Lᵀ of a symmetric A, p × p, of which only the lower triangle is read (§4.2.5). Nothing
/// where A is not positive definite.
std::optional<Matrix> cholesky(const Matrix& a);

/// A = U diag(values) Vᵀ (§8.6: one-sided Jacobi after a pivoted QR).
struct Svd {
  Matrix u;                    ///< n × k, its columns orthonormal
  std::vector<double> values;  ///< k, ≥ 0, the largest first
  Matrix v;  ///< p × k; of every column, the entry of the largest size (the first of equals) is > 0

  size_t rank(double tolerance) const;
  /// The largest value by the smallest; infinite where that is 0, 1 of an empty matrix.
  double condition() const;
};
Svd svd(const Matrix& a);

/// A = V diag(values) Vᵀ of a symmetric A, p × p, of which only the lower triangle is read (§8.3:
/// tridiagonal form, implicit QR steps).
struct SymmetricEigen {
  std::vector<double> values;  ///< p, the largest first
  Matrix vectors;              ///< p × p, a column a value, with signs as those of Svd::v
};
SymmetricEigen symmetric_eigen(const Matrix& a);

}  // namespace lantern
