#include <cmath>
#include <cstdio>
#include <limits>

#include <catch2/catch.hpp>

#include "core/base/hash.h"
#include "core/base/random.h"
#include "core/linalg/decompositions.h"
#include "core/linalg/solve.h"
#include "tests/core/reference.h"
#include "tests/support/other_processor.h"

namespace lantern::test::linalg_test {
namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();

Matrix matrix_of(const nlohmann::json& rows) {
  Matrix out(rows.size(), rows[0].size());
  for (size_t i = 0; i < out.rows(); ++i) {
    for (size_t j = 0; j < out.columns(); ++j) out(i, j) = rows[i][j];
  }
  return out;
}

Matrix transposed(const Matrix& a) {
  Matrix out(a.columns(), a.rows());
  for (size_t i = 0; i < a.rows(); ++i) {
    for (size_t j = 0; j < a.columns(); ++j) out(j, i) = a(i, j);
  }
  return out;
}

Matrix product(const Matrix& a, const Matrix& b) {
  Matrix out(a.rows(), b.columns());
  for (size_t i = 0; i < a.rows(); ++i) {
    for (size_t j = 0; j < b.columns(); ++j) {
      for (size_t k = 0; k < a.columns(); ++k) out(i, j) += a(i, k) * b(k, j);
    }
  }
  return out;
}

Matrix scaled(Matrix a, const std::vector<double>& factors) {
  for (size_t j = 0; j < a.columns(); ++j) {
    for (double& value : a.column(j)) value *= factors[j];
  }
  return a;
}

double largest(std::span<const double> values) {
  double out = 0;
  for (const double value : values) out = std::max(out, std::fabs(value));
  return out;
}

double distance(std::span<const double> a, std::span<const double> b) {
  REQUIRE(a.size() == b.size());
  double out = 0;
  for (size_t i = 0; i < a.size(); ++i) out = std::max(out, std::fabs(a[i] - b[i]));
  return out;
}

double distance(const Matrix& a, const Matrix& b) {
  REQUIRE(a.rows() == b.rows());
  return distance(a.values(), b.values());
}

void check_orthonormal(const Matrix& q) {
  const Matrix squares = product(transposed(q), q);
  for (size_t i = 0; i < squares.rows(); ++i) {
    for (size_t j = 0; j < squares.columns(); ++j) {
      CHECK(squares(i, j) == Approx(i == j ? 1 : 0).margin(1e-13));
    }
  }
}

double length(std::span<const double> values) {
  double out = 0;
  for (const double value : values) out += value * value;
  return std::sqrt(out);
}

double rest_of(const Matrix& a, const std::vector<double>& x, const std::vector<double>& b) {
  const Matrix there = product(a, Matrix::of_column(x));
  std::vector<double> rest;
  for (size_t i = 0; i < b.size(); ++i) rest.push_back(there(i, 0) - b[i]);
  return length(rest);
}

std::vector<nlohmann::json> cases(const std::string& kind) {
  return reference("linalg")[kind];
}

}  // namespace

TEST_CASE("a pivoted QR makes the matrix again and shows its rank", "[linalg]") {
  for (const auto& entry : cases("general")) {
    INFO(entry["name"]);
    const Matrix a = matrix_of(entry["a"]);
    const PivotedQr qr = pivoted_qr(a, entry["tolerance"].get<double>());
    check_orthonormal(qr.q);
    CHECK(qr.rank == entry["rank"].get<size_t>());
    const Matrix again = product(qr.q, qr.r);
    const double size = largest(a.values());
    for (size_t j = 0; j < a.columns(); ++j) {
      CHECK(distance(again.column(j), a.column(qr.order[j])) <= 1e-14 * size);
    }
    const std::vector<double> pivots = entry["pivots"];
    for (size_t i = 0; i < pivots.size(); ++i) {
      CHECK(qr.r(i, i) >= 0);
      CHECK(qr.r(i, i) == Approx(pivots[i]).epsilon(1e-12).margin(1e-13 * size));
    }
  }
}

TEST_CASE("singular values agree with NumPy's", "[linalg]") {
  for (const auto& entry : cases("general")) {
    INFO(entry["name"]);
    const Matrix a = matrix_of(entry["a"]);
    const Svd found = svd(a);
    const std::vector<double> expected = entry["singular"];
    CHECK(distance(found.values, expected) <= 1e-14 * double(a.columns()) * expected[0]);
    CHECK(found.rank(entry["tolerance"]) == entry["rank"].get<size_t>());
    check_orthonormal(found.u);
    check_orthonormal(found.v);
    const Matrix again = product(scaled(found.u, found.values), transposed(found.v));
    CHECK(distance(again, a) <= 1e-13 * expected[0]);
    if (expected.back() > 1e-6 * expected[0]) {
      CHECK(found.condition() == Approx(expected[0] / expected.back()).epsilon(1e-8));
    }
  }
}

TEST_CASE("least squares are the shortest of the best", "[linalg]") {
  for (const auto& entry : cases("general")) {
    INFO(entry["name"]);
    const Matrix a = matrix_of(entry["a"]);
    const std::vector<double> b = entry["b"], expected = entry["x"];
    const LeastSquares found = least_squares(a, b, entry["tolerance"].get<double>());
    CHECK(found.rank == entry["rank"].get<size_t>());
    const double rounding = 20 * kEpsilon * largest(a.values()) * length(found.x);
    CHECK(rest_of(a, found.x, b) <= entry["rest"].get<double>() * (1 + 1e-9) + rounding);
    // How far rounding can go grows with the condition of what counts.
    const Svd parts = svd(a);
    const double reach = found.rank ? parts.values[0] / parts.values[found.rank - 1] : 1;
    if (reach > 1e12) continue;
    CHECK(distance(found.x, expected) <= 100 * kEpsilon * reach * (1 + largest(expected)));
    CHECK(length(found.x) <= length(expected) * (1 + 100 * kEpsilon * reach));
  }
}

TEST_CASE("of many solutions the shortest is found", "[linalg]") {
  const Matrix wide = matrix_of(cases("general")[2]["a"]);
  const std::vector<double> b = cases("general")[2]["b"];
  const auto found = shortest_solutions(wide, Matrix::of_column(b));
  REQUIRE(found);
  CHECK(distance(found->column(0), least_squares(wide, b).x) < 1e-13);
  // Units far apart.
  const Matrix line = matrix_of({{1, 1e16}});
  const auto far = shortest_solutions(line, matrix_of({{1}}));
  CHECK(std::fabs((*far)(0, 0)) < 1e-30);  // it is 10⁻³²: right to the last place of the length
  CHECK((*far)(1, 0) == Approx(1e-16).epsilon(1e-14));
  CHECK_FALSE(shortest_solutions(Matrix(1, 2), matrix_of({{1}})));
  CHECK(shortest_solutions(Matrix(0, 2), Matrix(0, 0))->rows() == 2);
}

TEST_CASE("equations are solved where they have one solution", "[linalg]") {
  size_t solved = 0;
  for (const auto& entry : cases("general")) {
    const Matrix a = matrix_of(entry["a"]);
    if (a.rows() != a.columns()) continue;
    INFO(entry["name"]);
    const std::vector<double> b = entry["b"];
    const auto found = solve(a, b);
    REQUIRE(found.has_value() == entry.contains("solved"));
    if (!found) continue;
    const std::vector<double> expected = entry["solved"];
    CHECK(distance(*found, expected) <= 10 * kEpsilon * svd(a).condition() * largest(expected));
    ++solved;
  }
  CHECK(solved >= 3);
  CHECK_FALSE(solve(matrix_of({{1, 2}, {2, 4}}), std::vector<double>{1, 2}));
}

TEST_CASE("symmetric matrices have NumPy's eigenvalues and vectors", "[linalg]") {
  for (const auto& entry : cases("symmetric")) {
    INFO(entry["name"]);
    const Matrix a = matrix_of(entry["a"]), vectors = matrix_of(entry["vectors"]);
    const SymmetricEigen found = symmetric_eigen(a);
    const std::vector<double> expected = entry["values"];
    const double size = std::max(std::fabs(expected[0]), std::fabs(expected.back()));
    CHECK(distance(found.values, expected) <= 1e-14 * size);
    check_orthonormal(found.vectors);
    const Matrix again = product(scaled(found.vectors, found.values), transposed(found.vectors));
    CHECK(distance(again, a) <= 1e-14 * size);
    for (size_t j = 0; j < expected.size(); ++j) {
      double gap = size;
      for (size_t k = 0; k < expected.size(); ++k) {
        if (k != j) gap = std::min(gap, std::fabs(expected[j] - expected[k]));
      }
      if (gap < 1e-6 * size) continue;  // only the plane of both is known
      const double along = product(transposed(Matrix::of_column(found.vectors.column(j))),
                                   Matrix::of_column(vectors.column(j)))(0, 0);
      CHECK(std::fabs(along) == Approx(1).epsilon(1e-12));
    }
  }
}

TEST_CASE("positive definite matrices have a triangular root", "[linalg]") {
  for (const auto& entry : cases("symmetric")) {
    INFO(entry["name"]);
    const Matrix a = matrix_of(entry["a"]);
    const auto found = cholesky(a);
    const std::vector<double> b(a.rows(), 1.0);
    const auto solved = solve_definite(a, b);
    if (!entry.contains("cholesky")) {
      CHECK_FALSE(solved);
      continue;
    }
    REQUIRE(found);
    REQUIRE(solved);
    const Matrix expected = matrix_of(entry["cholesky"]);
    CHECK(distance(*found, expected) <= 1e-10 * largest(expected.values()));
    const double size = largest(a.values()) * largest(*solved);
    CHECK(rest_of(a, *solved, b) <= 20 * kEpsilon * size);
  }
  // Units do not matter: 10¹⁶ by 10⁻¹⁶ is solved to its last places.
  const Matrix far = matrix_of({{1e16, 0.5}, {0.5, 1e-16}});
  const auto x = solve_definite(far, std::vector<double>{1, 1});
  REQUIRE(x);
  CHECK((*x)[1] == Approx((1 - 0.5e-16) / 0.75e-16).epsilon(1e-14));
  // Who wants digits of the answer asks for more than definite.
  const Matrix near = matrix_of({{1, 1 - 1e-12}, {1 - 1e-12, 1}});
  CHECK(solve_definite(near, std::vector<double>{1, 1}));
  CHECK_FALSE(solve_definite(near, std::vector<double>{1, 1}, 1e-10));
}

TEST_CASE("signs of vectors do not depend on the way they were found", "[linalg]") {
  const Matrix a = matrix_of(cases("general")[1]["a"]);
  Matrix turned = a;
  for (double& value : turned.values()) value = -value;
  CHECK(svd(turned).v == svd(a).v);
  CHECK(symmetric_eigen(matrix_of({{2, -1}, {-1, 2}})).vectors(0, 0) > 0);
  const auto parts = svd(a);
  for (size_t j = 0; j < a.columns(); ++j) {
    const auto v = parts.v.column(j);
    CHECK(*std::max_element(v.begin(), v.end()) == largest(v));
  }
}

TEST_CASE("matrices without rows or columns, and what is no matrix", "[linalg]") {
  CHECK(svd(Matrix(3, 0)).condition() == 1);
  CHECK(pivoted_qr(Matrix(0, 2)).rank == 0);
  CHECK(pivoted_qr(Matrix(0, 2)).order.size() == 2);
  CHECK(least_squares(Matrix(0, 2), {}).x == std::vector<double>{0, 0});
  CHECK(solve(Matrix(), {})->empty());
  CHECK(solve_definite(Matrix(), {})->empty());
  CHECK(symmetric_eigen(Matrix()).values.empty());
  CHECK_THROWS_AS(svd(matrix_of({{1, NAN}})), std::invalid_argument);
  CHECK_THROWS_AS(symmetric_eigen(Matrix(2, 3)), std::invalid_argument);
  CHECK_THROWS_AS(least_squares(Matrix(2, 2), std::vector<double>{1}), std::invalid_argument);
  const std::vector<double> two{1, 2}, three{1, 2, 3};
  const std::vector<std::span<const double>> columns{two, three};
  CHECK_THROWS_AS(Matrix::of_columns(columns), std::invalid_argument);
}

TEST_CASE("the bits of linear algebra printed", "[.linalg-bits]") {
  Hasher hasher;
  const auto add = [&](std::span<const double> values) {
    for (const double value : values) hasher.add(value);
  };
  Random random(5);
  for (const size_t rows : {3u, 20u, 150u}) {
    for (const size_t columns : {1u, 3u, 60u}) {
      Matrix a(rows, columns);
      for (double& value : a.values()) value = random.normal() * 1e3 + 7;
      const Matrix squares = product(transposed(a), a);
      const PivotedQr qr = pivoted_qr(a);
      const Svd parts = svd(a);
      const SymmetricEigen eigen = symmetric_eigen(squares);
      add(qr.q.values()), add(qr.r.values());
      add(parts.u.values()), add(parts.values), add(parts.v.values());
      add(eigen.values), add(eigen.vectors.values());
      add(least_squares(a, a.column(0)).x);
      if (const auto root = cholesky(squares)) add(root->values());
      if (const auto x = solve_definite(squares, squares.column(0))) add(*x);
    }
  }
  const Key key = hasher.finish();
  std::printf("<<%016llx%016llx>>\n", static_cast<unsigned long long>(key.hi),
              static_cast<unsigned long long>(key.lo));
}

TEST_CASE("linear algebra has the same bits on every machine", "[linalg][determinism]") {
  const std::string here = printed_by("[.linalg-bits]", {});
  CHECK(here == printed_by("[.linalg-bits]", without_fma()));
  // Of Eigen 3.4.
  CHECK(here == "d41692ae3748cbd23494d0cfe08b3d49");
}

}  // namespace lantern::test::linalg_test
