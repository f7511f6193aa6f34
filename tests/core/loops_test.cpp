#include <catch2/catch.hpp>

#include "core/base/random.h"
#include "core/base/sums.h"
#include "core/linalg/triangle.h"
#include "core/linalg/vector_loops.h"
#include "core/linalg/weighted_squares.h"

namespace lantern::test::loops_test {

TEST_CASE("products of many numbers are the same in all versions of their loop", "[linalg]") {
  Random random(5);
  for (const size_t count : {0u, 1u, 3u, 4u, 7u, 64u, 255u}) {
    std::vector<double> a, b;
    for (size_t i = 0; i < count; ++i) {
      a.push_back(random.normal());
      b.push_back(random.normal() * 1e3);
    }
    const double wanted = sum_of(count, [&](size_t i) { return a[i] * b[i]; });
    CHECK(long_product(a.data(), b.data(), count) == wanted);
    std::vector<double> rest = a;
    subtract_times(rest.data(), 0.3, b.data(), count);
    for (size_t i = 0; i < count; ++i) CHECK(rest[i] == a[i] - 0.3 * b[i]);
  }
}

TEST_CASE("weighted squares are products of columns", "[linalg]") {
  Random random(6);
  const size_t rows = 37;
  std::vector<double> values, weights;
  for (size_t i = 0; i < rows; ++i) {
    values.push_back(random.normal());
    values.push_back(random.normal());
    weights.push_back(random.uniform());
  }
  WeightedSquares squares(2);
  squares.set_rows(values, rows);
  Matrix out(4, 4);
  squares.add(weights, out, 1, 0);
  const auto x = [&](size_t row, size_t column) {
    return column < 2 ? values[2 * row + column] : 1;
  };
  for (size_t b = 0; b < 3; ++b) {
    for (size_t a = b; a < 3; ++a) {
      double sum = 0;
      for (size_t i = 0; i < rows; ++i) sum += weights[i] * x(i, a) * x(i, b);
      CHECK(out(1 + a, b) == Approx(sum));
    }
  }
  CHECK(out(0, 3) == 0);
}

TEST_CASE("a triangle is the same of rows that are there and of rows that are made", "[linalg]") {
  Random random(7);
  Matrix a(600, 3);
  for (double& value : a.values()) value = random.normal();
  const Matrix made = triangle_of(600, 3, [&](size_t first, Matrix& block) {
    for (size_t j = 0; j < 3; ++j) {
      for (size_t i = 0; i < block.rows(); ++i) block(i, j) = a(first + i, j);
    }
  });
  CHECK(made == triangle_of(a));
}

}  // namespace lantern::test::loops_test
