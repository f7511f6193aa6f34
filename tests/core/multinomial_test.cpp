#include <catch2/catch.hpp>
#include <cmath>

#include <fmt/format.h>

#include "core/models/multinomial_fit.h"
#include "tests/core/reference.h"
#include "tests/support/values.h"

namespace lantern::test::multinomial_test {
namespace {

using Numbers = std::vector<double>;

MulticlassSamples samples_of(const nlohmann::json& entry) {
  MulticlassSamples out;
  out.features = entry["x"][0].size();
  out.classes = entry["intercepts"].size();
  for (const auto& row : entry["x"]) {
    for (const double value : row) out.values.push_back(value);
  }
  out.target = entry["y"].get<std::vector<int>>();
  return out;
}

double strength(const nlohmann::json& entry) {
  return entry["C"].is_null() ? HUGE_VAL : entry["C"].get<double>();
}

const std::string kFlowers =
    "data: {d: {columns: [w, h, kind], rows: [[1, 2, a], [2, 1, a], [1.5, 1.2, b], [3, 3, b], "
    "[3.5, 2.2, b], [2.6, 3.3, a], [5, 1, c], [5.5, 1.5, c], [3.4, 2.4, c]]}}\n";

std::string fitted(const std::string& more) {
  return "models: {m: {logistic_regression: {data: d, features: [w, h], target: kind, " + more +
         "}}}\n";
}

std::string mistake(const std::string& more) {
  try {
    Shown(hidden_scene(kFlowers + fitted(more))).output(0, "m", "loss");
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("several classes at once agree with scikit-learn", "[logistic]") {
  const auto cases = reference("multinomial")["cases"];
  REQUIRE(cases.size() >= 5);
  for (const auto& one : cases) {
    const MulticlassSamples samples = samples_of(one);
    const auto path = fit_multinomial(samples, strength(one));
    REQUIRE(path);
    const MultinomialFit& found = path->back();
    const size_t width = samples.features + 1;
    for (size_t k = 0; k < samples.classes; ++k) {
      for (size_t j = 0; j < samples.features; ++j) {
        CHECK(found.parameters[k * width + j] ==
              Approx(one["coefficients"][k][j].get<double>()).epsilon(1e-6).margin(1e-7));
      }
      CHECK(found.parameters[k * width + samples.features] ==
            Approx(one["intercepts"][k].get<double>()).epsilon(1e-6).margin(1e-7));
    }
    CHECK(found.loss == Approx(one["loss"].get<double>()).epsilon(1e-9));
    for (size_t i = 0; i < one["probability"].size(); ++i) {
      const Numbers likely = found.probabilities(samples.row(i));
      for (size_t k = 0; k < likely.size(); ++k) {
        CHECK(std::fabs(likely[k] - one["probability"][i][k].get<double>()) < 1e-8);
      }
    }
  }
}

TEST_CASE("rows that stand twice weigh twice, and their order is nothing", "[logistic]") {
  const MulticlassSamples once = samples_of(reference("multinomial")["cases"][0]);
  MulticlassSamples twice = once;
  for (size_t i = once.rows(); i-- > 0;) {
    twice.values.insert(twice.values.end(), once.row(i).begin(), once.row(i).end());
    twice.target.push_back(once.target[i]);
  }
  const auto one = fit_multinomial(once, 1), two = fit_multinomial(twice, 0.5);
  REQUIRE((one && two));
  for (size_t j = 0; j < one->back().parameters.size(); ++j) {
    CHECK(two->back().parameters[j] == Approx(one->back().parameters[j]).epsilon(1e-9));
  }
}

TEST_CASE("descents agree with loops in NumPy, whoever moves first", "[logistic]") {
  const auto expected = reference("multinomial");
  for (const auto& one : expected["descents"]) {
    INFO(one["update"].get<std::string>());
    const Shown shown(hidden_scene(
        "data: {d: {columns: [t, sunny], rows: " + rows_of(expected, {"t", "sunny"}) +
        "}}\nmodels: {m: {logistic_regression: {data: d, features: [t], target: sunny, penalty: "
        "none, solver: gradient_descent, init: [0.2, -10], max_iter: 200, " +
        fmt::format("learning_rate: {}, update: {}, reduction: {}}}}}}}\n", one["rate"].dump(),
                    one["update"].get<std::string>(), one["summed"] ? "sum" : "mean")));
    const Numbers w = numbers_of(column_of(shown, "m", "a", 0, "all"));
    const Numbers b = numbers_of(column_of(shown, "m", "intercept", 0, "all"));
    const Numbers loss = numbers_of(column_of(shown, "m", "loss", 0, "all"));
    REQUIRE(w.size() == one["path"].size());
    for (size_t i = 0; i < w.size(); ++i) {
      CHECK(w[i] == Approx(one["path"][i][0].get<double>()).epsilon(1e-10));
      CHECK(b[i] == Approx(one["path"][i][1].get<double>()).epsilon(1e-10));
      CHECK(loss[i] == Approx(one["path"][i][2].get<double>()).epsilon(1e-10));
    }
  }
}

TEST_CASE("a softmax of two classes is the sigmoid, with twice the C", "[logistic]") {
  const std::string two = "where: =kind != 'c', ";
  const Shown both(hidden_scene(kFlowers + fitted(two + "multi_class: multinomial")));
  const Shown one(hidden_scene(kFlowers + fitted(two + "positive: b, C: 2")));
  const Table& table = *std::get<TablePtr>(both.output(0, "m", "classes"));
  const Numbers found = numbers_of(table.column("coefficient"));
  const size_t w = *table.keys().find("b/w"), against = *table.keys().find("a/w");
  CHECK(found[w] - found[against] ==
        Approx(std::get<double>(one.output(0, "m", "a"))).epsilon(1e-7));
}

TEST_CASE("odds, likelihoods and probabilities of all classes", "[logistic]") {
  const Shown one(hidden_scene(kFlowers + fitted("positive: b")));
  const Numbers p = numbers_of(column_of(one, "m", "probability"));
  const Numbers odds = numbers_of(column_of(one, "m", "odds"));
  const Numbers likely = numbers_of(column_of(one, "m", "likelihood"));
  for (size_t i = 0; i < p.size(); ++i) CHECK(odds[i] == Approx(p[i] / (1 - p[i])));
  CHECK(likely[0] == Approx(1 - p[0]));
  CHECK(likely[2] == Approx(p[2]));
  CHECK(numbers_of(column_of(one, "m", "odds", 0, "coefficients"))[1] ==
        Approx(std::exp(std::get<double>(one.output(0, "m", "b")))));
  CHECK(std::get<double>(one.output(0, "m", "odds")) ==
        Approx(std::exp(std::get<double>(one.output(0, "m", "intercept")))));
  const Shown all(hidden_scene(kFlowers + fitted("multi_class: multinomial")));
  const Numbers shares = numbers_of(column_of(all, "m", "probability", 0, "probabilities"));
  REQUIRE(shares.size() == 27);
  CHECK(shares[3] + shares[4] + shares[5] == Approx(1));
  CHECK(texts_of(column_of(all, "m", "class", 0, "probabilities"))[5] == "c");
  CHECK(std::isnan(std::get<double>(all.output(0, "m", "a"))));
}

TEST_CASE("what several classes cannot have is told", "[logistic]") {
  CHECK(mistake("multi_class: multinomial, positive: a").find("none is the positive one") !=
        std::string::npos);
  CHECK(mistake("multi_class: multinomial, where: =kind == 'a'").find("only \"a\"") !=
        std::string::npos);
  CHECK(mistake("multi_class: multinomial, solver: gradient_descent, init: [1, 2]")
            .find("of each of 3 classes") != std::string::npos);
  CHECK(mistake("multi_class: multinomial, penalty: none, where: =w < 1.8 or w > 4.5")
            .find("no minimum") != std::string::npos);
}

}  // namespace lantern::test::multinomial_test
