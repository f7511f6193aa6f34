#include "core/models/normal_equation.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/base/work.h"
#include "core/linalg/solve.h"

namespace lantern {
namespace {

Matrix with_ones(const Matrix& columns, bool intercept) {
  const size_t first = intercept ? 1 : 0;
  Matrix out(columns.rows(), columns.columns() + first);
  if (intercept) std::fill(out.column(0).begin(), out.column(0).end(), 1);
  std::copy(columns.values().begin(), columns.values().end(),
            out.values().begin() + std::ptrdiff_t(first * columns.rows()));
  return out;
}

/// AᵀB
Matrix product_of_columns(const Matrix& a, const Matrix& b) {
  spend(a.rows() * a.columns() * b.columns());
  Matrix out(a.columns(), b.columns());
  for (size_t j = 0; j < b.columns(); ++j) {
    for (size_t i = 0; i < a.columns(); ++i) {
      double sum = 0;
      for (size_t k = 0; k < a.rows(); ++k) sum += a(k, i) * b(k, j);
      out(i, j) = sum;
    }
  }
  return out;
}

/// Column by column; missing where it is singular.
Matrix solved_columns(const Matrix& a, const Matrix& right) {
  if (auto found = solve_definite_columns(a, right)) return std::move(*found);
  Matrix out(a.rows(), right.columns());
  for (size_t j = 0; j < out.columns(); ++j) {
    const auto column = out.column(j);
    std::fill(column.begin(), column.end(), std::numeric_limits<double>::quiet_NaN());
  }
  return out;
}

Matrix identity(size_t size) {
  Matrix out(size, size);
  for (size_t i = 0; i < size; ++i) out(i, i) = 1;
  return out;
}

}  // namespace

void MatrixCells::add(const std::string& of, const Matrix& values,
                      const std::vector<std::string>& names) {
  spend(values.values().size() * 100);
  for (size_t i = 0; i < values.rows(); ++i) {
    for (size_t j = 0; j < values.columns(); ++j) {
      entry.push_back(fmt::format("{}/{}/{}", of, i + 1, j + 1));
      matrix.push_back(of);
      row.push_back(double(i + 1));
      column.push_back(double(j + 1));
      name.push_back(names[j]);
      value.push_back(values(i, j));
    }
  }
}

MatrixCells matrix_cells(const Matrix& columns, const std::vector<std::string>& names,
                         std::span<const double> y, bool intercept) {
  std::vector<std::string> all;
  if (intercept) all.emplace_back("intercept");
  all.insert(all.end(), names.begin(), names.end());
  const std::vector<std::string> target{"y"};
  const Matrix x = with_ones(columns, intercept), right = Matrix::of_column(y);
  const Matrix squares = product_of_columns(x, x), shares = product_of_columns(x, right);
  MatrixCells out;
  out.add("X", x, all);
  out.add("y", right, target);
  out.add("XtX", squares, all);
  out.add("inverse", solved_columns(squares, identity(squares.rows())), all);
  out.add("Xty", shares, target);
  out.add("beta", solved_columns(squares, shares), target);
  return out;
}

std::vector<ColumnOf<MatrixCells>> matrix_cell_columns() {
  return {column<&MatrixCells::entry>("entry", "Its key: matrix/row/column."),
          column<&MatrixCells::matrix>("matrix", "X, y, XtX, inverse, Xty or beta."),
          column<&MatrixCells::row>("row", "From 1."),
          column<&MatrixCells::column>("column", "From 1."),
          column<&MatrixCells::name>("name", "What the column stands for."),
          column<&MatrixCells::value>("value", "Missing where there is no inverse.")};
}

}  // namespace lantern
