#pragma once

#include <span>
#include <vector>

namespace lantern {

/// Rows by columns of numbers. Columns follow each other in memory, as those of tables are spans.
class Matrix {
 public:
  Matrix() = default;
  /// All zero.
  Matrix(size_t rows, size_t columns);
  /// Of columns of equal length; std::invalid_argument where they are not.
  static Matrix of_columns(std::span<const std::span<const double>> columns);
  /// One column.
  static Matrix of_column(std::span<const double> column);

  size_t rows() const { return rows_; }
  size_t columns() const { return columns_; }
  double& operator()(size_t row, size_t column) { return values_[column * rows_ + row]; }
  double operator()(size_t row, size_t column) const { return values_[column * rows_ + row]; }
  std::span<double> column(size_t i) { return {values_.data() + i * rows_, rows_}; }
  std::span<const double> column(size_t i) const { return {values_.data() + i * rows_, rows_}; }
  /// All of them, column by column.
  std::span<double> values() { return values_; }
  std::span<const double> values() const { return values_; }

  bool operator==(const Matrix&) const = default;

 private:
  size_t rows_ = 0;
  size_t columns_ = 0;
  std::vector<double> values_;
};

/// a · b, added up in the order of the places; both are of one length.
double scalar_product(std::span<const double> a, std::span<const double> b);

}  // namespace lantern
