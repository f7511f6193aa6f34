#include "core/linalg/weighted_squares.h"

#include <array>

#include "core/linalg/vector_loops.h"

namespace lantern {
namespace {

using Block = std::array<double, WeightedSquares::kMostRows>;

}  // namespace

void WeightedSquares::set_rows(std::span<const double> values, size_t count) {
  count_ = count;
  columns_.assign(width_ * count, 1);
  const size_t features = width_ - 1;
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = 0; j < features; ++j) columns_[j * count + i] = values[i * features + j];
  }
}

void WeightedSquares::add(std::span<const double> weights, Matrix& out, size_t row,
                          size_t column) const {
  Block weighted;
  for (size_t b = 0; b < width_; ++b) {
    const double* own = columns_.data() + b * count_;
    for (size_t i = 0; i < count_; ++i) weighted[i] = weights[i] * own[i];
    for (size_t a = b; a < width_; ++a) {
      out(row + a, column + b) +=
          long_product(weighted.data(), columns_.data() + a * count_, count_);
    }
  }
}

}  // namespace lantern
