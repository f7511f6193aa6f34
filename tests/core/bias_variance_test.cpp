#include <catch2/catch.hpp>
#include <cmath>

#include <fmt/format.h>

#include "tests/core/reference.h"
#include "tests/support/values.h"

namespace lantern::test::bias_variance_test {
namespace {

using Numbers = std::vector<double>;

std::string points_of(const nlohmann::json& expected) {
  std::string out;
  for (const double x : expected["x"]) {
    out += fmt::format("{}[{}, 0]", out.empty() ? "" : ", ", nlohmann::json(x).dump());
  }
  return "data: {d: {columns: [x, y], rows: [" + out + "]}}\n";
}

std::string polynomial(int degree) {
  return fmt::format(
      "models:\n  fit: {{linear_regression: {{data: d, features: [x], target: y, basis: "
      "{{polynomial: {{degree: {}}}}}}}}}\n",
      degree);
}

double number(const Shown& shown, const std::string& output) {
  return std::get<double>(shown.output(0, "m", output));
}

}  // namespace

TEST_CASE("the parts of the error agree with NumPy", "[bias_variance]") {
  const auto expected = reference("bias_variance");
  for (const auto& one : expected["cases"]) {
    const Shown shown(hidden_scene(
        points_of(expected) + polynomial(one["degree"]) +
        fmt::format("  m: {{bias_variance: {{model: fit, truth: =sin(5*x), noise: {}, repeats: {}, "
                    "seed: {}, draw: {}, over: {{x: 0..1}}, points: 11}}}}\n",
                    one["noise"].dump(), one["repeats"].dump(), one["seed"].dump(),
                    one["draw"].get<std::string>())));
    const Numbers bias2 = numbers_of(column_of(shown, "m", "bias2"));
    const Numbers variance = numbers_of(column_of(shown, "m", "variance"));
    const Numbers fits = numbers_of(column_of(shown, "m", "predicted", 0, "fits"));
    REQUIRE(fits.size() == 11 * one["repeats"].get<size_t>());
    for (size_t i = 0; i < 11; ++i) {
      CHECK(bias2[i] == Approx(one["bias2"][i].get<double>()).epsilon(1e-8).margin(1e-12));
      CHECK(variance[i] == Approx(one["variance"][i].get<double>()).epsilon(1e-8).margin(1e-12));
      CHECK(fits[i] == Approx(one["first"][i].get<double>()).epsilon(1e-8));
    }
    CHECK(number(shown, "error") == Approx(one["error"].get<double>()).epsilon(1e-9));
    CHECK(number(shown, "error") ==
          Approx(number(shown, "bias2") + number(shown, "variance") + number(shown, "noise")));
  }
}

TEST_CASE("draws of features are those of the generator", "[bias_variance]") {
  const Shown shown(hidden_scene(
      "data: {d: {generate: {curve: {of: =x^2, noise: 0.3, n_samples: 12, seed: 8}}}}\n" +
      polynomial(2) +
      "  m: {bias_variance: {model: fit, truth: =x^2, noise: 0.3, repeats: 3, seed: 8, draw: "
      "features, over: {x: 0..1}, points: 5}}\n"));
  const Table& data = *shown.scene().data(0)[0].second;
  const Numbers x = numbers_of(column_of(shown, "m", "x", 0, "draws"));
  const Numbers target = numbers_of(column_of(shown, "m", "target", 0, "draws"));
  REQUIRE(x.size() == 3 * 12);
  for (size_t i = 0; i < 12; ++i) {
    CHECK(x[i] == data.column("x").numbers()[i]);
    CHECK(target[i] == data.column("y").numbers()[i]);
    CHECK(column_of(shown, "m", "fit", 0, "draws").numbers()[12 + i] == 2);
  }
  const double said = numbers_of(column_of(shown, "m", "predicted", 0, "fits"))[4];
  const Numbers terms = numbers_of(column_of(shown, "fit", "value", 0, "coefficients"));
  const double at_one = std::get<double>(shown.output(0, "fit", "intercept")) + terms[0] + terms[1];
  CHECK(said == Approx(at_one).epsilon(1e-10));
}

TEST_CASE("of one draw nothing varies, and without noise a true form has no error",
          "[bias_variance]") {
  const std::string data =
      "data: {d: {columns: [x, z, y], rows: [[0, 1, 0], [1, 0, 0], [2, 5, 0], [3, 2, 0]]}}\n"
      "models:\n  fit: {linear_regression: {data: d, features: [x, z], target: y}}\n";
  const Shown shown(
      hidden_scene(data + "  m: {bias_variance: {model: fit, truth: =2*x - z + 1, repeats: 1}}\n"));
  CHECK(number(shown, "variance") == 0);
  CHECK(number(shown, "bias2") == Approx(0).margin(1e-20));
  CHECK(column_of(shown, "m", "truth").size() == 21 * 21);
  CHECK(numbers_of(column_of(shown, "m", "z"))[20] == 5);
}

TEST_CASE("parts that cannot be told apart are told", "[bias_variance]") {
  const std::string data =
      "data: {d: {columns: [x, y, k], rows: [[0, 1, a], [1, 0, b], [2, 5, a]]}}\n";
  const std::string fit = polynomial(1);
  CHECK(has(mistake("error", data + fit + "  m: {bias_variance: {model: fit, truth: =q}}\n"),
            "no \"q\""));
  CHECK(
      has(mistake("error",
                  data + fit + "  m: {bias_variance: {model: fit, truth: =x, over: {q: 0..1}}}\n"),
          "no feature of the model"));
  CHECK(has(mistake("error",
                    data + "models:\n  fit: {decision_tree: {data: d, features: [x], target: k}}\n"
                           "  m: {bias_variance: {model: fit, truth: =x}}\n"),
            "predicts classes"));
  CHECK(has(mistake("error", data + fit + "  m: {bias_variance: {model: d, truth: =x}}\n"),
            "no model that learns"));
}

}  // namespace lantern::test::bias_variance_test
