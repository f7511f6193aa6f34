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

TEST_CASE("an instance whose key is live can be asked to predict", "[each]") {
  const Shown shown(folds("{=fit@(k - 1).predict(1)} {=fit@1.predict(1)}"));
  const std::string said = texts(shown.frame(0)).at("v.t.text");
  REQUIRE(said.size() == 3);
  CHECK(said[0] == said[2]);
  const Shown both(folds("{=fit@(k - 1).probability(k) - fit@1.probability(2):.3f}"));
  CHECK(texts(both.frame(0)).at("v.t.text") == "0.000");
}

TEST_CASE("panels ask the instance of their row, as a line too", "[each]") {
  const auto said = [](const std::string& model, const std::string& line) {
    return Shown(
        "lantern: 1\n"
        "data: {d: {rows: [[0, 1, 1], [1, 2, 1], [0, 3, 2], [1, 7, 2]], columns: [x, y, "
        "g]}, six: {rows: [1, 2], columns: [i], key: i}}\n"
        "models: {folds: {derive: {data: six, where: =i <= 2, columns: {}}}, fits: {each: "
        "{j: 1..2}, linear_regression: {data: d, where: =g == j, features: [x], target: "
        "y}}}\n"
        "views: {v: {each: {f: folds}, title: \"{=" +
        model +
        ".predict(2):.1f}\", x: {domain: [0, 1]}, y: {domain: [0, 9]}, marks: {l: "
        "{line: {of: " +
        line + "}}}}}\n");
  };
  for (const char* line : {"fits@(f.i)", "\"=fits@(f.i).predict(x)\""}) {
    const Shown live = said("fits@(f.i)", line);
    const Frame frame = live.frame(0);
    CHECK(texts(frame).at("v@1.title") == "3.0");
    CHECK(texts(frame).at("v@2.title") == "11.0");
    CHECK(path_of(frame, "v@1.l.path").bounds().height() * 4 ==
          Approx(path_of(frame, "v@2.l.path").bounds().height()).epsilon(0.05));
  }
}

TEST_CASE("a key may be a cell of a table that does not change", "[each]") {
  const Shown shown(
      "lantern: 1\n"
      "data: {racers: {rows: [{name: sgd, rate: 0.1}, {name: adam, rate: 0.3}], key: name}}\n"
      "models: {down: {each: {r: racers}, gradient_descent: {of: \"=(w - 2)^2\", start: {w: 0}, "
      "optimizer: =r.name, learning_rate: =r.rate, max_iter: 20, step: 0}}}\n"
      "views: {v: {x: {}, y: {}, marks: {ways: {each: {r: racers}, line: {data: "
      "down@(r.name).trace, x: step, y: w}}}}}\n"
      "timeline: [{each: {r: racers}, steps: [{animate: {down@(r.name).step: last}, for: 1s}]}]\n");
  CHECK(shown.frame(2).width > 0);
  const auto& models = shown.scene().values(2).models;
  REQUIRE(models.size() == 2);
}

TEST_CASE("what is wrong with an instance names it, and the time", "[each]") {
  std::string script = folds("{=fit@(k + 1).intercept:.2f}");
  CHECK_THROWS_WITH(Shown(script),
                    Catch::Contains("fit@3: logistic_regression needs both classes"));
  CHECK_THROWS_WITH(Shown(script), Catch::Contains(", at 0s"));
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
