#include "core/linalg/decompositions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "core/linalg/eigen_library.h"

namespace lantern {
namespace {

void flip(std::span<double> column) {
  for (double& value : column) value = -value;
}

/// Whether the entry of the largest size, the first of those that are equal to rounding, is below
/// 0.
bool points_back(std::span<const double> column) {
  double largest = 0;
  for (const double value : column) largest = std::max(largest, std::fabs(value));
  for (const double value : column) {
    if (std::fabs(value) >= largest * (1 - 1e-9)) return value < 0;
  }
  return false;
}

/// Row i of R and column i of Q change their signs together.
void make_diagonal_positive(PivotedQr& qr) {
  for (size_t i = 0; i < qr.r.rows(); ++i) {
    if (!(qr.r(i, i) < 0)) continue;
    flip(qr.q.column(i));
    for (size_t j = i; j < qr.r.columns(); ++j) qr.r(i, j) = -qr.r(i, j);
  }
}

size_t rank_of(const Matrix& r, double tolerance) {
  size_t out = 0;
  while (out < r.rows() && out < r.columns() && r(out, out) > tolerance * r(0, 0)) ++out;
  return out;
}

}  // namespace

void require_finite(std::span<const double> values) {
  for (const double value : values) {
    if (!std::isfinite(value)) throw std::invalid_argument("the values of a matrix are finite");
  }
}

void require_square(const Matrix& a) {
  require_finite(a.values());
  if (a.rows() != a.columns()) throw std::invalid_argument("this matrix is square");
}

double default_tolerance(const Matrix& a) {
  return double(std::max(a.rows(), a.columns())) * std::numeric_limits<double>::epsilon();
}

PivotedQr pivoted_qr(const Matrix& a, std::optional<double> tolerance) {
  require_finite(a.values());
  const size_t size = std::min(a.rows(), a.columns());
  PivotedQr out{Matrix(a.rows(), size), Matrix(size, a.columns()), {}, 0};
  for (size_t i = 0; i < a.columns(); ++i) out.order.push_back(i);
  if (size == 0) return out;
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(eigen_view(a));
  const auto thin = Eigen::MatrixXd::Identity(Eigen::Index(a.rows()), Eigen::Index(size));
  out.q = from_eigen(qr.householderQ() * thin);
  for (size_t j = 0; j < a.columns(); ++j) {
    out.order[j] = size_t(qr.colsPermutation().indices()[Eigen::Index(j)]);
    for (size_t i = 0; i <= j && i < size; ++i) {
      out.r(i, j) = qr.matrixQR()(Eigen::Index(i), Eigen::Index(j));
    }
  }
  make_diagonal_positive(out);
  out.rank = rank_of(out.r, tolerance.value_or(default_tolerance(a)));
  return out;
}

std::optional<Matrix> cholesky(const Matrix& a) {
  require_square(a);
  if (a.rows() == 0) return Matrix();
  const Eigen::LLT<Eigen::MatrixXd> factors(eigen_view(a));
  if (factors.info() != Eigen::Success) return std::nullopt;
  return from_eigen(Eigen::MatrixXd(factors.matrixL()));
}

size_t Svd::rank(double tolerance) const {
  size_t out = 0;
  while (out < values.size() && values[out] > tolerance * values[0]) ++out;
  return out;
}

double Svd::condition() const {
  if (values.empty()) return 1;
  return values.back() > 0 ? values[0] / values.back() : std::numeric_limits<double>::infinity();
}

Svd svd(const Matrix& a) {
  require_finite(a.values());
  const size_t size = std::min(a.rows(), a.columns());
  if (size == 0) return {Matrix(a.rows(), 0), {}, Matrix(a.columns(), 0)};
  const Eigen::JacobiSVD<Eigen::MatrixXd> found(eigen_view(a),
                                                Eigen::ComputeThinU | Eigen::ComputeThinV);
  Svd out{from_eigen(found.matrixU()), {}, from_eigen(found.matrixV())};
  for (size_t i = 0; i < size; ++i) {
    out.values.push_back(found.singularValues()[Eigen::Index(i)]);
    if (!points_back(out.v.column(i))) continue;
    flip(out.u.column(i));
    flip(out.v.column(i));
  }
  return out;
}

SymmetricEigen symmetric_eigen(const Matrix& a) {
  require_square(a);
  if (a.rows() == 0) return {};
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> found(eigen_view(a));
  if (found.info() != Eigen::Success) throw std::invalid_argument("eigenvalues did not converge");
  SymmetricEigen out{{}, from_eigen(found.eigenvectors().rowwise().reverse())};
  for (size_t i = 0; i < a.rows(); ++i) {
    out.values.push_back(found.eigenvalues()[Eigen::Index(a.rows() - 1 - i)]);
    if (points_back(out.vectors.column(i))) flip(out.vectors.column(i));
  }
  return out;
}

}  // namespace lantern
