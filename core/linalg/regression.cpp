#include "core/linalg/regression.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "core/linalg/decompositions.h"
#include "core/linalg/eigen_library.h"
#include "core/linalg/solve.h"
#include "core/linalg/triangle.h"

namespace lantern {
namespace {

double length_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value * value;
  return std::sqrt(sum);
}

double product(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

Matrix transpose(const Matrix& a) {
  Matrix out(a.columns(), a.rows());
  for (size_t j = 0; j < a.columns(); ++j) {
    for (size_t i = 0; i < a.rows(); ++i) out(j, i) = a(i, j);
  }
  return out;
}

/// A and b of [A b], with no more rows than it takes: what no x can change is left out.
struct Equations {
  Matrix a;
  std::vector<double> b;
};

Equations reduced(Matrix both) {
  const size_t columns = both.columns() - 1;
  if (both.rows() > columns) both = triangle_of(both);
  const size_t rows = std::min(both.rows(), std::max<size_t>(columns, 1));
  Equations out{Matrix(rows, columns), {}};
  for (size_t j = 0; j < columns; ++j) {
    std::copy_n(both.column(j).begin(), rows, out.a.column(j).begin());
  }
  out.b.assign(both.column(columns).begin(), both.column(columns).begin() + std::ptrdiff_t(rows));
  return out;
}

/// Equations whose free columns are taken out by reflections. Row i has the pivot of `pivots[i]`.
struct FreeColumns {
  Matrix a;  ///< all of them
  std::vector<double> b;
  std::vector<size_t> pivots;
};

/// The part of a column below the rows that have pivots.
std::span<double> rest_of(Matrix& a, size_t column, size_t from) {
  return a.column(column).subspan(from);
}

void reflect_rows(FreeColumns& out, size_t column) {
  const size_t row = out.pivots.size();
  const auto own = rest_of(out.a, column, row);
  std::vector<double> way(own.begin(), own.end());
  const double length = length_of(way);
  way[0] += way[0] > 0 ? length : -length;
  const double scale = 2 / product(way, way);
  const auto turn = [&](std::span<double> values) {
    const double share = scale * product(way, values);
    for (size_t i = 0; i < way.size(); ++i) values[i] -= share * way[i];
  };
  for (size_t j = column; j < out.a.columns(); ++j) turn(rest_of(out.a, j, row));
  turn(std::span(out.b).subspan(row));
  out.pivots.push_back(column);
}

FreeColumns without_free(Equations all, size_t free, double tolerance) {
  FreeColumns out{std::move(all.a), std::move(all.b), {}};
  for (size_t j = 0; j < free && out.pivots.size() < out.a.rows(); ++j) {
    const double rest = length_of(rest_of(out.a, j, out.pivots.size()));
    if (rest > tolerance * length_of(out.a.column(j))) reflect_rows(out, j);
  }
  return out;
}

/// What is left of the columns that are not free, in the rows without pivots.
Matrix rest_matrix(const FreeColumns& in, size_t free) {
  const size_t first = in.pivots.size();
  Matrix out(in.a.rows() - first, in.a.columns() - free);
  for (size_t j = 0; j < out.columns(); ++j) {
    const auto from = in.a.column(free + j).subspan(first);
    std::copy(from.begin(), from.end(), out.column(j).begin());
  }
  return out;
}

/// Of a matrix whose columns are scaled to a length of 1.
struct Scaled {
  PivotedQr qr;
  std::vector<double> lengths;
};

Scaled scaled_qr(Matrix a, bool scale, double tolerance) {
  std::vector<double> lengths;
  for (size_t j = 0; j < a.columns(); ++j) {
    const double length = scale ? length_of(a.column(j)) : 1;
    lengths.push_back(length > 0 ? length : 1);
    for (double& value : a.column(j)) value /= lengths.back();
  }
  return {pivoted_qr(a, tolerance), std::move(lengths)};
}

std::vector<double> back_substituted(const Scaled& in, const std::vector<double>& right) {
  std::vector<double> turned(right.size()), out(right.size());
  for (size_t i = right.size(); i-- > 0;) {
    double rest = right[i];
    for (size_t k = i + 1; k < right.size(); ++k) rest -= in.qr.r(i, k) * turned[k];
    turned[i] = rest / in.qr.r(i, i);
    out[in.qr.order[i]] = turned[i] / in.lengths[in.qr.order[i]];
  }
  return out;
}

/// The shortest x with the equations that are independent.
std::vector<double> shortest(const Scaled& in, const std::vector<double>& right) {
  const size_t columns = in.lengths.size();
  Matrix rows(in.qr.rank, columns);
  for (size_t j = 0; j < columns; ++j) {
    for (size_t i = 0; i < rows.rows() && i <= j; ++i) {
      rows(i, in.qr.order[j]) = in.qr.r(i, j) * in.lengths[in.qr.order[j]];
    }
  }
  const auto found = shortest_solutions(rows, Matrix::of_column(right));
  if (!found) return std::vector<double>(columns, 0);  // never: a pivot of each row is not 0
  return {found->values().begin(), found->values().end()};
}

/// With no more rows than are worth keeping.
Regression solve_small(const Matrix& a, std::span<const double> b, bool scale, double tolerance) {
  const Scaled scaled = scaled_qr(a, scale, tolerance);
  std::vector<double> right;
  for (size_t i = 0; i < scaled.qr.rank; ++i) right.push_back(product(scaled.qr.q.column(i), b));
  const bool all = scaled.qr.rank == a.columns();
  return {all ? back_substituted(scaled, right) : shortest(scaled, right), scaled.qr.rank};
}

Regression shortest_fit(const Matrix& a, std::span<const double> b, double tolerance) {
  if (a.rows() == 0 || a.columns() == 0) return {std::vector<double>(a.columns(), 0), 0};
  if (a.rows() >= a.columns()) return solve_small(a, b, true, tolerance);
  const Reflections reflections(transpose(a));
  const Regression inner = solve_small(transpose(reflections.triangle()), b, false, tolerance);
  return {reflections.turned(inner.x), inner.rank};
}

/// [A; √penalty I], or, where A is wider than high, [A, √penalty I], of whose shortest solution the
/// first part is the same x.
Regression penalised_fit(const Matrix& a, std::span<const double> b, double penalty,
                         double tolerance) {
  const size_t rows = a.rows(), columns = a.columns();
  const bool wide = rows < columns;
  Matrix both(wide ? rows : rows + columns, wide ? columns + rows : columns);
  for (size_t j = 0; j < columns; ++j) {
    std::copy(a.column(j).begin(), a.column(j).end(), both.column(j).begin());
  }
  for (size_t i = 0; i < std::min(rows, columns); ++i) {
    (wide ? both(i, columns + i) : both(rows + i, i)) = std::sqrt(penalty);
  }
  std::vector<double> right(b.begin(), b.end());
  right.resize(both.rows(), 0);
  Regression out = shortest_fit(both, right, tolerance);
  out.x.resize(columns);
  out.rank = shortest_fit(a, b, tolerance).rank;
  return out;
}

void back_to_free(const FreeColumns& in, std::vector<double>& x) {
  for (size_t i = in.pivots.size(); i-- > 0;) {
    double rest = in.b[i];
    for (size_t j = in.pivots[i] + 1; j < in.a.columns(); ++j) rest -= in.a(i, j) * x[j];
    x[in.pivots[i]] = rest / in.a(i, in.pivots[i]);
  }
}

}  // namespace

Regression regress(Matrix equations, const RegressionOptions& options) {
  require_finite(equations.values());
  if (equations.columns() == 0) throw std::invalid_argument("the right side is the last column");
  const size_t columns = equations.columns() - 1, free = options.free;
  const size_t rows = std::max(options.rows, equations.rows());
  const double rounding = double(columns) + std::sqrt(double(rows));
  const double tolerance =
      std::max(options.tolerance, 8 * rounding * std::numeric_limits<double>::epsilon());
  const FreeColumns rest = without_free(reduced(std::move(equations)), free, tolerance);
  const auto right = std::span(rest.b).subspan(rest.pivots.size());
  const Matrix left = rest_matrix(rest, free);
  const Regression inner = options.penalty > 0
                               ? penalised_fit(left, right, options.penalty, tolerance)
                               : shortest_fit(left, right, tolerance);
  Regression out{std::vector<double>(columns, 0), inner.rank + rest.pivots.size()};
  std::copy(inner.x.begin(), inner.x.end(), out.x.begin() + std::ptrdiff_t(free));
  back_to_free(rest, out.x);
  return out;
}

}  // namespace lantern
