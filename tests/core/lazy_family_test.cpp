#include <catch2/catch.hpp>

#include "tests/support/scene.h"
#include "tests/support/shown.h"

// Models that `each` makes for all that there may be, while there are only some.

namespace lantern::test::lazy_family_test {
namespace {

/// As many folds as `k` says; a fit of each of six, where only those that exist have rows.
std::string folds(const std::string& shown) {
  return R"y(lantern: 1
params: {k: {value: 2, range: [1, 6]}}
data:
  points: {rows: [[0, a], [1, b], [2, b], [3, a], [4, b], [5, a]], columns: [x, kind]}
models:
  parts: {derive: {data: points, columns: {fold: "=mod(index, floor(k))"}}}
  fits: {each: {f: 0..5}, aggregate: {data: parts, where: =fold == f, by: fold, columns: {top: "=max(x)"}}}
  fit: {each: {f: 0..5}, logistic_regression: {data: parts, where: =fold == f, features: [x], target: kind, positive: a}}
views:
  v:
    marks:
      t: {text: {x: 0.5, y: 0.5, text: ")y" +
         shown + R"y("}}
timeline:
  - {for: 1s}
)y";
}

}  // namespace

TEST_CASE("instances that nobody reads need not be computable", "[each]") {
  const Shown shown(folds("{=fit@(k - 1).intercept:.2f}"));
  CHECK(texts(shown.frame(0)).size() == 1);
}

TEST_CASE("an instance that is read and cannot be computed is told", "[each]") {
  try {
    const Shown shown(folds("{=fit@(k + 1).intercept:.2f}"));
    FAIL("it is right");
  } catch (const std::logic_error& e) {
    CHECK_THAT(e.what(), Catch::Contains("needs both classes"));
  }
}

TEST_CASE("models of which no instance can be computed are told", "[each]") {
  std::string script = folds("x");
  script.replace(script.find("=fold == f"), 10, "=fold == 9");
  script.replace(script.find("=fold == f"), 10, "=fold == 9");
  CHECK_THROWS_WITH(Shown(script), Catch::Contains("needs both classes"));
}

}  // namespace lantern::test::lazy_family_test
