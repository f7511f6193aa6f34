#include "core/linalg/matrix.h"

#include <algorithm>
#include <stdexcept>

namespace lantern {

Matrix::Matrix(size_t rows, size_t columns)
    : rows_(rows), columns_(columns), values_(rows * columns, 0) {}

Matrix Matrix::of_columns(std::span<const std::span<const double>> columns) {
  Matrix out(columns.empty() ? 0 : columns[0].size(), columns.size());
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].size() != out.rows()) {
      throw std::invalid_argument("the columns of a matrix have one length");
    }
    std::copy(columns[i].begin(), columns[i].end(), out.column(i).begin());
  }
  return out;
}

Matrix Matrix::of_column(std::span<const double> column) {
  return of_columns(std::span(&column, 1));
}

double scalar_product(std::span<const double> a, std::span<const double> b) {
  double out = 0;
  for (size_t i = 0; i < a.size(); ++i) out += a[i] * b[i];
  return out;
}

}  // namespace lantern
