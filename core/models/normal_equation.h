#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/linalg/matrix.h"
#include "core/models/output.h"

namespace lantern {

/// Entries of matrices, one below the other.
struct MatrixCells {
  std::vector<std::string> entry, matrix;
  std::vector<double> row, column;
  std::vector<std::string> name;
  std::vector<double> value;

  void add(const std::string& of, const Matrix& values, const std::vector<std::string>& names);
};

/// X, y, XtX, inverse, Xty and beta of the normal equation (XᵀX) β = Xᵀy; the entries of `inverse`
/// and `beta` are missing where XᵀX is singular. With an intercept, X has a first column of ones.
MatrixCells matrix_cells(const Matrix& columns, const std::vector<std::string>& names,
                         std::span<const double> y, bool intercept);

std::vector<ColumnOf<MatrixCells>> matrix_cell_columns();

}  // namespace lantern
