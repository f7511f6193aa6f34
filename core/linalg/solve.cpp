#include "core/linalg/solve.h"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "core/linalg/decompositions.h"
#include "core/linalg/eigen_library.h"

namespace lantern {
namespace {

void require_right_side(const Matrix& a, std::span<const double> b) {
  require_finite(b);
  if (b.size() != a.rows()) throw std::invalid_argument("the right side has a value a row");
}

/// 1/√diagonal. Nothing where an entry of the diagonal is not above 0.
std::optional<std::vector<double>> units_of(const Matrix& a) {
  std::vector<double> out;
  for (size_t i = 0; i < a.rows(); ++i) {
    if (!(a(i, i) > 0)) return std::nullopt;
    out.push_back(1 / std::sqrt(a(i, i)));
  }
  return out;
}

Matrix transposed(const Matrix& a) {
  Matrix out(a.columns(), a.rows());
  for (size_t j = 0; j < a.columns(); ++j) {
    for (size_t i = 0; i < a.rows(); ++i) out(j, i) = a(i, j);
  }
  return out;
}

/// The lower triangle.
Matrix in_units(const Matrix& a, const std::vector<double>& units) {
  Matrix out(a.rows(), a.rows());
  for (size_t j = 0; j < a.rows(); ++j) {
    for (size_t i = j; i < a.rows(); ++i) out(i, j) = a(i, j) * units[i] * units[j];
  }
  return out;
}

}  // namespace

std::optional<std::vector<double>> solve(const Matrix& a, std::span<const double> b) {
  require_square(a);
  require_right_side(a, b);
  const PivotedQr qr = pivoted_qr(a);
  if (qr.rank < a.rows()) return std::nullopt;
  std::vector<double> out(a.rows()), turned(a.rows());
  for (size_t i = a.rows(); i-- > 0;) {
    double rest = scalar_product(qr.q.column(i), b);
    for (size_t j = i + 1; j < a.rows(); ++j) rest -= qr.r(i, j) * turned[j];
    turned[i] = rest / qr.r(i, i);
    out[qr.order[i]] = turned[i];
  }
  return out;
}

std::optional<std::vector<double>> solve_definite(const Matrix& a, std::span<const double> b,
                                                  std::optional<double> tolerance) {
  require_right_side(a, b);
  Matrix right(b.size(), 1);
  std::copy(b.begin(), b.end(), right.column(0).begin());
  const auto found = solve_definite_columns(a, right, tolerance);
  if (!found) return std::nullopt;
  const auto x = found->column(0);
  return std::vector<double>(x.begin(), x.end());
}

std::optional<Matrix> solve_definite_columns(const Matrix& a, const Matrix& b,
                                             std::optional<double> tolerance) {
  require_square(a);
  const auto units = units_of(a);
  if (!units) return std::nullopt;
  Matrix out = b;
  if (a.rows() == 0) return out;
  const Matrix scaled = in_units(a, *units);
  const Eigen::LDLT<Eigen::MatrixXd> factors(eigen_view(scaled));
  const double rounding = double(a.rows()) * std::numeric_limits<double>::epsilon();
  if (!(factors.vectorD().minCoeff() > tolerance.value_or(rounding))) return std::nullopt;
  for (size_t j = 0; j < out.columns(); ++j) {
    const auto column = out.column(j);
    for (size_t i = 0; i < column.size(); ++i) column[i] *= (*units)[i];
    Eigen::Map<Eigen::VectorXd> x(column.data(), Eigen::Index(column.size()));
    x = factors.solve(x).eval();
    for (size_t i = 0; i < column.size(); ++i) column[i] *= (*units)[i];
  }
  return out;
}

LeastSquares least_squares(const Matrix& a, std::span<const double> b,
                           std::optional<double> tolerance) {
  require_right_side(a, b);
  const Svd found = svd(a);
  LeastSquares out{std::vector<double>(a.columns(), 0),
                   found.rank(tolerance.value_or(default_tolerance(a))), found.condition()};
  for (size_t i = 0; i < out.rank; ++i) {
    const double share = scalar_product(found.u.column(i), b) / found.values[i];
    const auto way = found.v.column(i);
    for (size_t j = 0; j < out.x.size(); ++j) out.x[j] += share * way[j];
  }
  return out;
}

std::optional<Matrix> shortest_solutions(const Matrix& a, const Matrix& b) {
  require_finite(b.values());
  if (b.rows() != a.rows()) throw std::invalid_argument("right sides have a value a row");
  const PivotedQr qr = pivoted_qr(transposed(a), std::numeric_limits<double>::min());
  if (qr.rank < a.rows()) return std::nullopt;
  Matrix out(a.columns(), b.columns());
  std::vector<double> y(a.rows());
  for (size_t column = 0; column < b.columns(); ++column) {
    // Rᵀ y = b, its rows in the order of the pivots; x = Q y.
    for (size_t i = 0; i < y.size(); ++i) {
      double rest = b(qr.order[i], column);
      for (size_t j = 0; j < i; ++j) rest -= qr.r(j, i) * y[j];
      y[i] = rest / qr.r(i, i);
      for (size_t j = 0; j < a.columns(); ++j) out(j, column) += qr.q(j, i) * y[i];
    }
  }
  return out;
}

}  // namespace lantern
