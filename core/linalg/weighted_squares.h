#pragma once

#include <span>
#include <vector>

#include "core/linalg/matrix.h"

namespace lantern {

/// Products of the columns of a few rows, which may be asked for with several weights: parts of
/// XᵀWX, where X is read once however many W there are. A last column is all ones.
class WeightedSquares {
 public:
  static constexpr size_t kMostRows = 256;

  /// The columns are `features` and the ones.
  explicit WeightedSquares(size_t features) : width_(features + 1) {}

  /// At most `kMostRows` rows of features, row after row.
  void set_rows(std::span<const double> values, size_t count);
  /// Adds Σ weight · xₐ · x_b to `out(row + a, column + b)`, where a ≥ b.
  void add(std::span<const double> weights, Matrix& out, size_t row, size_t column) const;

 private:
  size_t width_;
  size_t count_ = 0;
  std::vector<double> columns_;  // one after the other
};

}  // namespace lantern
