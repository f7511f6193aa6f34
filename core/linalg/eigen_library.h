#pragma once

// The only door to Eigen, private to this room. What would let the machine decide the order of
// sums is turned off:
//   packets: sums over SSE, AVX … differ by their width, and by how memory is aligned. Matrices of
//     essays are small, and plain loops read the same on every processor;
//   the sizes of the processor's caches, by which Eigen cuts products into blocks;
//   threads.
// Its solvers then use + − × ÷ and √ alone: its hypot is its own, and the closed forms for 2 × 2
// and 3 × 3 (which use atan2) are not called.

#define EIGEN_DONT_VECTORIZE
#define EIGEN_NO_CPUID
#define EIGEN_DONT_PARALLELIZE
#define EIGEN_MPL2_ONLY

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <Eigen/SVD>

#include "core/linalg/matrix.h"

namespace lantern {

inline Eigen::Map<const Eigen::MatrixXd> eigen_view(const Matrix& a) {
  return {a.values().data(), Eigen::Index(a.rows()), Eigen::Index(a.columns())};
}

inline Eigen::Map<Eigen::MatrixXd> eigen_view(Matrix& a) {
  return {a.values().data(), Eigen::Index(a.rows()), Eigen::Index(a.columns())};
}

template <class Expression>
Matrix from_eigen(const Expression& a) {
  Matrix out(size_t(a.rows()), size_t(a.cols()));
  eigen_view(out) = a;
  return out;
}

/// std::invalid_argument where a value is not finite.
void require_finite(std::span<const double> values);

/// And where it is not square.
void require_square(const Matrix& a);

}  // namespace lantern
