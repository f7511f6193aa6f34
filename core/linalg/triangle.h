#pragma once

#include <functional>

#include "core/linalg/matrix.h"

namespace lantern {

/// Fills in as many rows as the block has, from the row `first` on.
using BlockOfRows = std::function<void(size_t first, Matrix& block)>;

/// R of A = Q R for an A with at least as many rows as columns: p × p, 0 below its diagonal, whose
/// signs are those of Householder's reflections. Rows are taken block by block, each with the
/// triangle of those before it, so that a tall A is read once (J. Demmel et al., "Communication-
/// optimal parallel and sequential QR", 2012, §2).
Matrix triangle_of(const Matrix& a);
/// The same of rows that are made block by block.
Matrix triangle_of(size_t rows, size_t columns, const BlockOfRows& fill);

/// A = Q R with Q kept as Householder's reflections (Golub & Van Loan, 4th ed., §5.2.2).
class Reflections {
 public:
  explicit Reflections(Matrix a);

  /// R, min(n, p) × p.
  Matrix triangle() const;
  /// Q x for an x with min(n, p) values: n of them.
  std::vector<double> turned(std::span<const double> x) const;

 private:
  Matrix a_;  // R, and below its diagonal the reflections, whose first value is 1
  std::vector<double> tau_;
};

}  // namespace lantern
