#include <catch2/catch.hpp>

#include "tests/support/values.h"

namespace lantern::test::permutation_test {
namespace {

std::string script(const std::string& model, const std::string& fields) {
  return hidden_scene(
      "data: {d: {generate: {moons: {n_samples: 120, noise: 0.2, seed: 1}}}}\n"
      "models:\n"
      "  fit: " +
      model +
      "\n"
      "  lost: {permutation_importance: {" +
      fields + "}}\n");
}

const char* const kTree =
    "{decision_tree: {data: d, features: [x, y], target: label, max_depth: 1}}";

}  // namespace

TEST_CASE("what a model does not look at can be shuffled", "[permutation]") {
  const Shown shown(script(kTree, "model: fit, data: d, target: label, n_repeats: 7"));
  const Column lost = column_of(shown, "lost", "importance", 0, "rows");
  REQUIRE(lost.size() == 2);
  // A tree of one question asks about one of the two.
  CHECK(std::min(lost.numbers()[0], lost.numbers()[1]) == 0);
  CHECK(std::max(lost.numbers()[0], lost.numbers()[1]) > 0.1);
  const Column each = column_of(shown, "lost", "importance", 0, "repeats");
  REQUIRE(each.size() == 14);
  double sum = 0;
  for (size_t i = 0; i < 7; ++i) sum += each.numbers()[i];
  CHECK(lost.numbers()[0] == Approx(sum / 7).margin(1e-15));
}

TEST_CASE("the first repeats are the same whatever their number", "[permutation]") {
  const Shown few(script(kTree, "model: fit, data: d, target: label, n_repeats: 2"));
  const Shown many(script(kTree, "model: fit, data: d, target: label, n_repeats: 5"));
  const Column a = column_of(few, "lost", "importance", 0, "repeats");
  const Column b = column_of(many, "lost", "importance", 0, "repeats");
  CHECK(a.numbers()[0] == b.numbers()[0]);
  CHECK(a.numbers()[1] == b.numbers()[1]);
  CHECK(a.numbers()[2] == b.numbers()[5]);
}

TEST_CASE("of numbers, it is R² that falls", "[permutation]") {
  const Shown shown(
      script("{decision_tree_regressor: {data: d, features: [x], target: y, max_depth: 4}}",
             "model: fit, data: d, target: y"));
  const auto score = std::get<double>(shown.output(0, "lost", "score"));
  CHECK(score == Approx(std::get<double>(shown.output(0, "fit", "r2"))).epsilon(1e-12));
  CHECK(column_of(shown, "lost", "importance", 0, "rows").numbers()[0] > score / 2);
}

TEST_CASE("only models that predict are shuffled for", "[permutation]") {
  CHECK(TestScene(script(kTree, "model: d, data: d, target: label"))
            .messages()
            .find("this is no model that predicts from fixed features") != std::string::npos);
  // Found as soon as it is worked out, and told by whatever is thrown.
  CHECK_THROWS_WITH(Shown(script(kTree, "model: fit, data: fit.nodes, target: class")),
                    Catch::Contains("this table has no column \"x\""));
}

}  // namespace lantern::test::permutation_test
