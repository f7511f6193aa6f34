#include "core/linalg/triangle.h"

#include <algorithm>
#include <cmath>

namespace lantern {
namespace {

/// In four sums, which every processor adds up alike and most can do at once.
double product_of(const double* a, const double* b, size_t count) {
  double sums[4] = {};
  size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    for (size_t k = 0; k < 4; ++k) sums[k] += a[i + k] * b[i + k];
  }
  for (; i < count; ++i) sums[0] += a[i] * b[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

void subtract(double* from, double times, const double* what, size_t count) {
  for (size_t i = 0; i < count; ++i) from[i] -= times * what[i];
}

/// Makes (head, rest…) into (length, 0…); `rest` becomes what the reflection is made of, behind a
/// first 1. Gives its factor, 0 where there is nothing to do.
double reflect(double& head, double* rest, size_t count) {
  const double below = product_of(rest, rest, count);
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
  const double share = tau * (head + product_of(way, rest, count));
  head -= share;
  subtract(rest, share, way, count);
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

Matrix triangle_of(Matrix a) {
  constexpr size_t kBlock = 256;
  Matrix out(a.columns(), a.columns());
  for (size_t first = 0; first < a.rows(); first += kBlock) {
    Matrix block(std::min(kBlock, a.rows() - first), a.columns());
    for (size_t j = 0; j < a.columns(); ++j) {
      std::copy_n(a.column(j).data() + first, block.rows(), block.column(j).data());
    }
    fold(out, block);
  }
  return out;
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
