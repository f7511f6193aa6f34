#include "core/linalg/triangle.h"

#include <algorithm>
#include <cmath>

#include "core/linalg/vector_loops.h"

namespace lantern {
namespace {

/// Makes (head, rest…) into (length, 0…); `rest` becomes what the reflection is made of, behind a
/// first 1. Gives its factor, 0 where there is nothing to do.
double reflect(double& head, double* rest, size_t count) {
  const double below = long_product(rest, rest, count);
  if (below == 0) return 0;
  const double length = std::sqrt(head * head + below);
  const double end = head > 0 ? -length : length;
  const double first = head - end;
  for (size_t i = 0; i < count; ++i) rest[i] /= first;
  const double tau = -first / end;
  head = end;
  return tau;
}

/// The same reflection of another column.
void reflect_too(double tau, const double* way, double& head, double* rest, size_t count) {
  const double share = tau * (head + long_product(way, rest, count));
  head -= share;
  subtract_times(rest, share, way, count);
}

/// A block of rows, column by column, under a triangle.
void fold(Matrix& triangle, Matrix& block) {
  const size_t rows = block.rows();
  for (size_t j = 0; j < triangle.columns(); ++j) {
    double* way = block.column(j).data();
    const double tau = reflect(triangle(j, j), way, rows);
    if (tau == 0) continue;
    for (size_t k = j + 1; k < triangle.columns(); ++k) {
      reflect_too(tau, way, triangle(j, k), block.column(k).data(), rows);
    }
  }
}

}  // namespace

Matrix triangle_of(size_t rows, size_t columns, const BlockOfRows& fill) {
  constexpr size_t kBlock = 256;
  Matrix out(columns, columns), block;
  for (size_t first = 0; first < rows; first += kBlock) {
    const size_t count = std::min(kBlock, rows - first);
    if (block.rows() != count) block = Matrix(count, columns);
    fill(first, block);
    fold(out, block);
  }
  return out;
}

Matrix triangle_of(const Matrix& a) {
  return triangle_of(a.rows(), a.columns(), [&](size_t first, Matrix& block) {
    for (size_t j = 0; j < a.columns(); ++j) {
      std::copy_n(a.column(j).data() + first, block.rows(), block.column(j).data());
    }
  });
}

Reflections::Reflections(Matrix a) : a_(std::move(a)) {
  for (size_t j = 0; j < std::min(a_.rows(), a_.columns()); ++j) {
    const size_t below = a_.rows() - j - 1;
    double* way = a_.column(j).data() + j + 1;
    tau_.push_back(reflect(a_(j, j), way, below));
    for (size_t k = j + 1; k < a_.columns() && tau_.back() != 0; ++k) {
      reflect_too(tau_.back(), way, a_(j, k), a_.column(k).data() + j + 1, below);
    }
  }
}

Matrix Reflections::triangle() const {
  Matrix out(tau_.size(), a_.columns());
  for (size_t j = 0; j < out.columns(); ++j) {
    for (size_t i = 0; i <= j && i < out.rows(); ++i) out(i, j) = a_(i, j);
  }
  return out;
}

std::vector<double> Reflections::turned(std::span<const double> x) const {
  std::vector<double> out(x.begin(), x.end());
  out.resize(a_.rows(), 0);
  for (size_t j = tau_.size(); j-- > 0;) {
    reflect_too(tau_[j], a_.column(j).data() + j + 1, out[j], out.data() + j + 1,
                a_.rows() - j - 1);
  }
  return out;
}

}  // namespace lantern
