#include <catch2/catch.hpp>

#include "core/base/work.h"
#include "tests/support/values.h"

namespace lantern::test::sweep_test {
namespace {

using Numbers = std::vector<double>;

Shown swept(const std::string& fields) {
  return Shown(
      hidden_scene("params: {a: {value: 0, range: [0, 9]}, b: {value: 1, range: [0, 9]}}\n"
                   "data: {d: {rows: [1, 2, 1.0, 0.50, ~, 2.00], columns: [x]}}\n"
                   "models: {s: {sweep: {" +
                   fields + ", take: {y: =a*b}}}}\n"));
}

Column all(const Shown& shown, const std::string& column) {
  return column_of(shown, "s", column, 0, "all");
}

}  // namespace

TEST_CASE("a number of a column is one value, however it is written", "[sweep]") {
  const Shown shown = swept("vary: a, over: d.x");
  CHECK(numbers_of(all(shown, "a")) == Numbers{1, 2, 0.5});
  CHECK(std::get<TablePtr>(shown.output(0, "s", "all"))->keys().find("1") == 0);
}

TEST_CASE("a range is cut into 101 values, of several params into 21 each", "[sweep]") {
  CHECK(all(swept("vary: a, over: 0..1"), "a").size() == 101);
  CHECK(all(swept("vary: [a, b], over: {a: 0..1, b: 0..2}"), "a").size() == 21 * 21);
  CHECK(all(swept("vary: [a, b], over: {a: 0..1, b: 0..2}, points: {b: 3}"), "a").size() == 63);
}

TEST_CASE("what the first value alone computes does not count for all of them", "[sweep]") {
  const WorkBudget budget(500'000'000);
  const TestScene scene(hidden_scene(
      "params: {t: {value: 0, range: [0, 1]}}\n"
      "data: {d: {generate: {moons: {n_samples: 2000, noise: 0.2, seed: 1}}}}\n"
      "models:\n"
      "  f: {random_forest: {data: d, features: [x, y], target: label, n_estimators: 40}}\n"
      "  s: {sweep: {vary: t, over: 0..1, take: {y: =f.accuracy + t}}}\n"));
  CHECK(scene.messages() == "");
}

}  // namespace lantern::test::sweep_test
