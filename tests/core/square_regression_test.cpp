#include <catch2/catch.hpp>

#include "core/linalg/regression.h"
#include "tests/support/scene.h"
#include "tests/support/shown.h"

// As many rows as there are coefficients, one less and one more.

namespace lantern::test::square_regression_test {
namespace {

std::string line_through(const std::string& rows) {
  return "lantern: 1\ndata: {d: {rows: [" + rows +
         "], columns: [x, y]}}\n"
         "models: {fit: {linear_regression: {data: d, features: [x], target: y}}}\n"
         "views: {v: {marks: {t: {text: {x: 50%, y: 50%, text: '{=fit.a:.6f} "
         "{=fit.intercept:.6f} {=fit.mse:.6f}'}}}}}\n";
}

std::string said_of(const std::string& rows) {
  const Shown shown(line_through(rows));
  return texts(shown.frame(0)).begin()->second;
}

}  // namespace

TEST_CASE("a line through two points, and through one more", "[models][linalg]") {
  CHECK(said_of("[0, 0], [1, 1]") == "1.000000 0.000000 0.000000");
  CHECK(said_of("[0, 0], [1, 1], [2, 5]") == "2.500000 −0.500000 0.500000");
  CHECK(said_of("[0, 0], [1, 1], [2, 5], [3, 4]") == "1.600000 0.100000 1.050000");
}

}  // namespace lantern::test::square_regression_test
