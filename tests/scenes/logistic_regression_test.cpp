#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "tests/core/reference.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"
#include "tests/support/text_places.h"

namespace lantern::test::logistic_regression_test {
namespace {

const std::string kFolder = repository() + "/scenes/logistic-regression";

Shown shown_scene() {
  return Shown(read_file(kFolder + "/log-loss.yaml"), kFolder);
}

double number(const Shown& shown, double time, const std::string& model, const std::string& name) {
  return std::get<double>(shown.output(time, model, name));
}

}  // namespace

TEST_CASE("gradient descent ends at scikit-learn's curve", "[scenes]") {
  const Shown shown = shown_scene();
  const auto expected = reference("essays")["days"];
  const double w = expected["w"], b = expected["b"], loss = expected["loss"];
  const double end = shown.duration();
  CHECK(std::fabs(number(shown, end, "best", "a") - w) < 1e-9);
  CHECK(std::fabs(number(shown, end, "best", "intercept") - b) < 1e-9);
  CHECK(std::fabs(number(shown, end, "best", "loss") - loss) < 1e-12);
  // After all its steps, the descent reads the same to every decimal that is shown.
  CHECK(std::fabs(number(shown, end, "fit", "a") - w) < 1e-3);
  CHECK(std::fabs(number(shown, end, "fit", "intercept") - b) < 3e-3);
  CHECK(std::fabs(number(shown, end, "cost", "loss") - loss) < 1e-6);
  CHECK(texts(shown.frame(end))["caption"] ==
        "No logistic curve costs less: w = −1.17, b = 0.91, mean log-loss 0.344.");
}

TEST_CASE("each day costs what scikit-learn says", "[scenes]") {
  const Shown shown = shown_scene();
  const auto expected = reference("essays")["days"];
  const Value rows = shown.output(shown.duration(), "cost", "rows");
  const Table& days = *std::get<TablePtr>(rows);
  REQUIRE(days.rows() == expected["losses"].size());
  for (size_t i = 0; i < days.rows(); ++i) {
    INFO(days.keys()[i]);
    CHECK(std::fabs(days.column("loss").numbers()[i] - expected["losses"][i].get<double>()) < 4e-3);
    CHECK(std::fabs(days.column("probability").numbers()[i] -
                    expected["probability"][i].get<double>()) < 1e-3);
  }
}

TEST_CASE("the sigmoid, its stems and its costs are one model at every moment", "[scenes]") {
  const Shown shown = shown_scene();
  for (double time = shown.start_of("Descent"); time < shown.duration(); time += 1.3) {
    INFO(time);
    const double w = number(shown, time, "fit", "a"), b = number(shown, time, "fit", "intercept");
    const auto sigmoid = [&](double x) { return 1 / (1 + std::exp(-(w * x + b))); };
    const Value curve = shown.output(time, "curve", "rows");
    const Table& points = *std::get<TablePtr>(curve);
    for (const size_t i : {0u, 57u, 199u}) {
      CHECK(std::fabs(points.column("value").numbers()[i] -
                      sigmoid(points.column("x").numbers()[i])) < 1e-12);
    }
    const Value rows = shown.output(time, "cost", "rows");
    const Table& days = *std::get<TablePtr>(rows);
    double sum = 0;
    for (size_t i = 0; i < days.rows(); ++i) {
      const double p = sigmoid(days.column("temperature").numbers()[i]);
      sum -= std::log(days.column("weather").text(i) == "snow" ? p : 1 - p);
    }
    CHECK(std::fabs(sum / double(days.rows()) - number(shown, time, "fit", "loss")) < 1e-12);
    CHECK(std::fabs(sum - number(shown, time, "cost", "total")) < 1e-9);
  }
}

TEST_CASE("the texts of log-loss stay on the canvas and off each other", "[scenes]") {
  const Shown shown = shown_scene();
  CHECK(misplaced_text(shown) == "");
}

TEST_CASE("the display lists of log-loss", "[scenes][golden]") {
  const Shown shown = shown_scene();
  for (const auto& [section, after, file] :
       std::vector<std::tuple<std::string, double, std::string>>{
           {"Curve", 5, "curve"}, {"Sixty days", 5, "costs"}, {"Descent", 2, "descent"}}) {
    check_golden("golden/frames/log-loss-" + file + ".txt",
                 dump(shown.frame(shown.start_of(section) + after), 1));
  }
  check_golden("golden/frames/log-loss-end.txt", dump(shown.frame(shown.duration()), 1));
}

}  // namespace lantern::test::logistic_regression_test
