#include <catch2/catch.hpp>
#include <cmath>

#include <fmt/format.h>

#include "core/diagnostics/diagnostics.h"
#include "tests/core/reference.h"
#include "tests/support/values.h"

namespace lantern::test::descent_test {
namespace {

using Numbers = std::vector<double>;

Shown gone(const std::string& fields, const std::string& more = "") {
  return Shown(hidden_scene(more + "models:\n  m: {gradient_descent: {" + fields + "}}\n"));
}

Numbers all(const Shown& shown, const std::string& column) {
  return numbers_of(column_of(shown, "m", column, 0, "all"));
}

std::string mistake(const std::string& fields, const std::string& more = "") {
  return test::mistake("all", more + "models:\n  m: {gradient_descent: {" + fields + "}}\n");
}

/// The exact slope at 0.7 against that of a difference, and the second derivative likewise.
void check_slope(const std::string& of) {
  INFO(of);
  const auto at = [&](double x) {
    return gone(fmt::format("of: \"={}\", start: {{x: {}}}, optimizer: newton, max_iter: 1", of, x),
                "data: {t: {columns: [u, v], rows: [[1, 0.5], [2, -0.25], [3, 0.75]]}}\n"
                "functions:\n  cube(a, b): =a^3 + a*b\n  twice(a): \"=cube(a, 2*a) - 1\"\n");
  };
  const double x = 0.7, h = 1e-5;
  const Shown low = at(x - h), here = at(x), high = at(x + h);
  const double slope = (all(high, "value")[0] - all(low, "value")[0]) / (2 * h);
  CHECK(all(here, "gradient_x")[0] == Approx(slope).epsilon(1e-7).margin(1e-9));
  const double bend = (all(high, "gradient_x")[0] - all(low, "gradient_x")[0]) / (2 * h);
  const Numbers path = all(here, "x");
  if (std::fabs(bend) < 1e-9) return;
  REQUIRE(path.size() == 2);
  CHECK(path[1] == Approx(x - all(here, "gradient_x")[0] / bend).epsilon(1e-6).margin(1e-8));
}

}  // namespace

TEST_CASE("optimizers go the way that their formulas say", "[descent]") {
  const auto expected = reference("descents");
  const std::string points =
      "data: {points: {columns: [x, y], rows: " + rows_of(expected, {"x", "y"}) + "}}\n";
  REQUIRE(expected["cases"].size() == 21);
  for (const auto& one : expected["cases"]) {
    INFO(one["function"].get<std::string>() << ", " << one["optimizer"].get<std::string>());
    const Shown shown =
        gone(fmt::format("of: \"={}\", start: {{a: {}, b: {}}}, optimizer: {}, learning_rate: {}, "
                         "max_iter: 60, update: {}",
                         one["of"].get<std::string>(), one["start"][0].dump(),
                         one["start"][1].dump(), one["optimizer"].get<std::string>(),
                         one["rate"].dump(), one["in_turn"].get<bool>() ? "in_turn" : "together"),
             points);
    const Numbers a = all(shown, "a"), b = all(shown, "b");
    REQUIRE(a.size() == one["path"].size());
    for (size_t i = 0; i < a.size(); ++i) {
      CHECK(a[i] == Approx(one["path"][i][0].get<double>()).epsilon(1e-10).margin(1e-10));
      CHECK(b[i] == Approx(one["path"][i][1].get<double>()).epsilon(1e-10).margin(1e-10));
    }
  }
}

TEST_CASE("slopes are exact for all that has one", "[derivative]") {
  for (const char* of : {"x",
                         "3",
                         "-x^3 + 2*x",
                         "x / (1 + x^2)",
                         "2^x",
                         "x^x",
                         "pow(x, 3)",
                         "x^0.5",
                         "abs(x - 1)^3",
                         "exp(-x^2)",
                         "log(x) * log2(x) + log10(x)",
                         "sin(2*x) * cos(x) + tan(x)",
                         "tanh(x) + sigmoid(3*x)",
                         "sqrt(1 + x^4)",
                         "clamp(x^2, 0, 1)",
                         "clamp(x^2, 0, 0.1) + x^2",
                         "mix(x, x^3, x^2)",
                         "mod(x^2, 0.3) * x",
                         "ramp(x^3, 2)",
                         "min(x^2, x^3, 1)",
                         "max(x^2, x^3)",
                         "x^2 if x > 0 else -x",
                         "sum(t, (t.u*x - t.v)^2)",
                         "mean(t, exp(t.u*x*t.v))",
                         "var(t, t.u*x + x^2*t.v)",
                         "std(t, t.u*x + sin(x)*t.v)",
                         "sum(t, x)",
                         "mean(t, u^x)",
                         "cube(x, x^2)",
                         "twice(sin(x)) * x",
                         "t@2.u * x^2",
                         "sum(t, cube(x, t.v))",
                         "(x^2 if x in (1, 2) else x^3)",
                         "sigmoid(40*x)"}) {
    check_slope(of);
  }
}

TEST_CASE("what has no slope is told where it stands", "[derivative]") {
  const std::string data = "data: {t: {columns: [u], rows: [[1], [2]]}}\n";
  CHECK(has(mistake("of: =round(w)^2, start: {w: 1}"), "round goes in steps"));
  CHECK(has(mistake("of: \"=median(t, t.u*w)\", start: {w: 1}", data), "median over rows"));
  CHECK(has(mistake("of: =t@(w).u * w, start: {w: 1}", data), "has no slope"));
  CHECK(has(mistake("of: =w > 1, start: {w: 1}"), "wants a number"));
  CHECK(has(mistake("of: =w^2, start: {value: 1}"), "cannot be a variable"));
  CHECK(has(mistake("of: =w^2, start: {}"), "nothing that could go down"));
  CHECK(has(mistake("of: =log(w), start: {w: -1}"), "no value where it starts"));
  CHECK(has(mistake("of: =sqrt(w), start: {w: 0}"), "no slope where it starts"));
  CHECK(has(mistake("of: =w^2, start: {w: 1}, optimizer: adma"), "adam"));
  CHECK(has(mistake("of: =w^2, start: {w: 1}, betas: [0.9, 2]"), "betas"));
}

TEST_CASE("a descent ends where numbers end, where it is flat, or after its steps", "[descent]") {
  const Shown wild = gone("of: =w^4, start: {w: 3}, learning_rate: 5, max_iter: 50");
  CHECK(all(wild, "w").size() < 12);
  for (const double value : all(wild, "value")) CHECK(std::isfinite(value));
  const Shown calm = gone("of: =w^2, start: {w: 3}, learning_rate: 0.25, max_iter: 500, tol: 1e-6");
  CHECK(all(calm, "gradient").back() <= 1e-6);
  CHECK(all(calm, "w").size() == 24);
  CHECK(all(gone("of: =w^2, start: {w: 3}, max_iter: 0"), "w") == Numbers{3});
  // A valley without an end in one direction: the shortest step.
  const Shown valley = gone("of: \"=(a + b - 2)^2\", start: {a: 0, b: 0}, optimizer: newton");
  CHECK(all(valley, "a")[1] == Approx(1));
  CHECK(all(valley, "b")[1] == Approx(1));
}

TEST_CASE("a descent down a loss is that of the model that learns by it", "[descent]") {
  for (const char* update : {"together", "in_turn"}) {
    const Shown shown(hidden_scene(
        "data: {d: {columns: [x, y], rows: [[1, 2], [2, 3], [3, 4.5], [4, 4.2]]}}\nmodels:\n"
        "  fit: {linear_regression: {data: d, features: [x], target: y, solver: gradient_descent, "
        "init: [0.1, 0.1], learning_rate: 0.01, max_iter: 40, update: " +
        std::string(update) +
        "}}\n  m: {gradient_descent: {of: \"=mean(d, (d.y - w*d.x - b)^2)\", start: {w: 0.1, b: "
        "0.1}, learning_rate: 0.01, max_iter: 40, update: " +
        std::string(update) + "}}\n"));
    const Numbers w = all(shown, "w"), a = numbers_of(column_of(shown, "fit", "a", 0, "all"));
    const Numbers loss = numbers_of(column_of(shown, "fit", "loss", 0, "all"));
    for (size_t i = 0; i <= 40; ++i) {
      CHECK(w[i] == Approx(a[i]).epsilon(1e-12));
      CHECK(all(shown, "value")[i] == Approx(loss[i]).epsilon(1e-12));
    }
  }
}

TEST_CASE("batches go through all rows before any comes again", "[descent]") {
  const std::string data = "data: {t: {columns: [u], rows: [[1], [10], [100], [1000], [10000]]}}\n";
  // The slope of a batch says which rows are in it.
  const Shown shown = gone(
      "data: t, of: =u * w, start: {w: 0}, batch_size: 2, max_iter: 5, learning_rate: 1, seed: 3",
      data);
  const Numbers slopes = all(shown, "gradient_w");
  CHECK(slopes[0] * 2 + slopes[1] * 2 + slopes[2] == Approx(11111));
  CHECK(slopes[3] * 2 + slopes[4] * 2 + slopes[5] == Approx(11111));
  CHECK(all(shown, "w")[1] == -slopes[0]);
  const Shown whole = gone(
      "data: t, where: =u < 50, of: =u * w, start: {w: 0}, max_iter: 1, learning_rate: 1", data);
  CHECK(all(whole, "gradient_w")[0] == Approx(5.5));
}

TEST_CASE("optimizers race, and a trace is drawn as it goes", "[descent]") {
  const Shown shown(hidden_scene(
      "params: {rate: 0.1, how: {one_of: [sgd, newton]}}\n"
      "models:\n"
      "  m: {gradient_descent: {of: \"=(w - 2)^2\", start: {w: 0}, learning_rate: =rate, "
      "max_iter: 20, optimizer: =how, step: 0}}\n"
      "  race: {each: {o: [sgd, adam, newton]}, gradient_descent: {of: =w^2, start: {w: 1}, "
      "optimizer: =o, max_iter: 5}}\n"
      "  rates: {sweep: {vary: rate, over: [0.1, 0.5, 1], take: {end: m.value}, with: {m.step: "
      "last}}}\n"
      "timeline: [{animate: {m.step: last}, for: 2s, ease: linear}]\n"));
  CHECK(std::get<double>(shown.output(0, "m", "w")) == 0);
  CHECK(std::get<double>(shown.output(1, "m", "step")) == 10);
  CHECK(std::get<TablePtr>(shown.output(1, "m", "trace"))->rows() == 11);
  CHECK(numbers_of(column_of(shown, "race@newton", "w", 0, "all"))[1] == 0);
  CHECK(numbers_of(column_of(shown, "race@sgd", "w", 0, "all"))[1] == Approx(0.998));
  const Numbers ends = numbers_of(column_of(shown, "rates", "end", 0, "all"));
  CHECK(ends[1] == Approx(0).margin(1e-12));
  CHECK(ends[2] == 4);
}

}  // namespace lantern::test::descent_test
