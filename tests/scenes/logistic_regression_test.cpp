#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include <fmt/format.h>

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

std::string fixed(double value, int decimals) {
  const std::string text = fmt::format("{:.{}f}", value, decimals);
  return value < 0 ? "\u2212" + text.substr(1) : text;
}

double number(const Shown& shown, double time, const std::string& model, const std::string& name) {
  return std::get<double>(shown.output(time, model, name));
}

/// What all days pull up and down with, by the parameters of the curve.
std::string pulls_of(const Shown& shown, double time) {
  const double w = number(shown, time, "fit", "a"), b = number(shown, time, "fit", "intercept");
  const Value rows = shown.output(time, "cost", "rows");
  const Table& days = *std::get<TablePtr>(rows);
  double up = 0, down = 0;
  for (size_t i = 0; i < days.rows(); ++i) {
    const double t = days.column("temperature").numbers()[i];
    const double p = 1 / (1 + std::exp(-(w * t + b)));
    if (days.column("weather").text(i) == "snow") up += 1 - p;
    else down += p;
  }
  return "up " + fixed(up, 1) + "\ndown " + fixed(down, 1);
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
        "No logistic curve costs less: 0.344 a day on average.");
}

TEST_CASE("what log-loss says in letters is scikit-learn's", "[scenes]") {
  const Shown shown = shown_scene();
  const auto expected = reference("essays")["days"];
  const double w = expected["w"], b = expected["b"], loss = expected["loss"];
  const double total = expected["total"];
  double most = 0;
  for (const auto& one : expected["losses"]) most = std::max(most, one.get<double>());
  const size_t days = expected["losses"].size();
  const auto said = texts(shown.frame(shown.start_of("Coin toss") - 0.1));
  const Value odd = shown.output(0, "odd", "rows");
  CHECK(said.at(fmt::format("costs.share@{}.text", std::get<TablePtr>(odd)->keys()[0])) ==
        fmt::format("{}: {}% of what all {} cost", fixed(most, 2), fixed(100 * most / total, 0),
                    days));
  CHECK(texts(shown.frame(shown.start_of("Sixty days") + 5))["caption"] ==
        "Each miss has its cost. Their mean is the log-loss of the curve: " + fixed(loss, 3) + ".");
  CHECK(texts(shown.frame(shown.start_of("Descent") - 0.1))["caption"] ==
        "Which curve costs least? Start with a coin toss: $\\log 2$ = " + fixed(std::log(2), 3) +
            " each.");
  const Frame end = shown.frame(shown.duration());
  CHECK(texts(end).at("costs.mean.rule.label") == "mean " + fixed(loss, 3));
  std::map<std::string, std::vector<std::string>> figures;
  for (const Written& text : written(end, 0.5))
    for (const auto& [hole, number] : text.figures) figures[text.id].push_back(number);
  CHECK(figures["costs.model"] == std::vector<std::string>{fixed(w, 2), "+" + fixed(b, 2)});
  CHECK(texts(end).at("chart.sums.text") == pulls_of(shown, shown.duration()));
  const double descent = shown.start_of("Descent") + 4;
  CHECK(texts(shown.frame(descent)).at("chart.sums.text") == pulls_of(shown, descent));
}

TEST_CASE("stems and pulls are as long as the curve misses", "[scenes]") {
  const Shown shown = shown_scene();
  const double descent = shown.start_of("Descent");
  for (const auto& [mark, time] :
       std::vector<std::pair<std::string, double>>{{"stems", shown.start_of("Coin toss") - 0.1},
                                                   {"pulls", descent + 2},
                                                   {"pulls", descent + 4},
                                                   {"pulls", descent + 5.2},
                                                   {"pulls", shown.duration()}}) {
    INFO(mark << " at " << time);
    const Frame frame = shown.frame(time);
    const double w = number(shown, time, "fit", "a"), b = number(shown, time, "fit", "intercept");
    const Value rows = shown.output(time, "cost", "rows");
    const Table& days = *std::get<TablePtr>(rows);
    for (size_t i = 0; i < days.rows(); ++i) {
      const double t = days.column("temperature").numbers()[i];
      const double truth = days.column("weather").text(i) == "snow" ? 1 : 0;
      const Path path = path_of(frame, fmt::format("chart.{}@{}", mark, days.keys()[i]));
      REQUIRE(path.points.size() >= 2);
      // A stem starts at what happened, a pull ends there.
      const size_t last = mark == "pulls" ? 3 : 1;
      double from = place_in(frame, "chart", path.points[0]).y * 1.6 - 0.3;
      double to = place_in(frame, "chart", path.points[last]).y * 1.6 - 0.3;
      if (mark == "stems") std::swap(from, to);
      CHECK(to == Approx(truth).margin(1e-6));
      CHECK(from == Approx(1 / (1 + std::exp(-(w * t + b)))).margin(1e-6));
      CHECK(place_in(frame, "chart", path.points[0]).x * 8.4 - 3 == Approx(t).margin(1e-6));
    }
  }
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
    for (const size_t i : {0u, 17u, 49u}) {
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
           {"Curve", 4, "curve"}, {"Sixty days", 5, "costs"}, {"Descent", 2, "descent"}}) {
    check_golden("golden/frames/log-loss-" + file + ".txt",
                 dump(shown.frame(shown.start_of(section) + after), 1));
  }
  check_golden("golden/frames/log-loss-end.txt", dump(shown.frame(shown.duration()), 1));
}

}  // namespace lantern::test::logistic_regression_test
