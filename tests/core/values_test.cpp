#include <catch2/catch.hpp>

#include "tests/support/values.h"

namespace lantern::test::values_test {
namespace {

using Numbers = std::vector<double>;

Value value_of(const Shown& shown, double time, const std::string& name) {
  for (const auto& [known, value] : shown.scene().values(time).values) {
    if (known == name) return value;
  }
  return {};
}

std::string message(const std::string& sections) {
  return TestScene(hidden_scene(sections)).messages();
}

}  // namespace

TEST_CASE("named values are live, and usable wherever a param is read", "[values]") {
  const Shown shown(
      "lantern: 1\n"
      "params: {t: {value: 0, range: [0, 10]}}\n"
      "values: {risk: =t/10, word: =('high' if risk > 0.4 else 'low'), near: =risk > 0.4, p: "
      "=2*risk}\n"
      "data: {d: {rows: [1, 2], columns: [x]}}\n"
      "models:\n"
      "  m: {derive: {data: d, where: =near or x == 1, columns: {z: =x*risk, p2: =p}}}\n"
      "  s: {sweep: {vary: t, over: [2, 4], take: {r: =risk}}}\n"
      "views: {v: {marks: {t: {text: {x: 50%, y: 50%, text: '{=word} {=risk:.1f}'}}}}}\n"
      "timeline: [{animate: {t: 5}, for: 2s, ease: linear}]\n");
  CHECK(std::get<double>(value_of(shown, 1, "risk")) == 0.25);
  CHECK(std::get<std::string>(value_of(shown, 1, "word")) == "low");
  CHECK(std::get<bool>(value_of(shown, 2, "near")));
  CHECK(numbers_of(column_of(shown, "m", "z", 1)) == Numbers{0.25});
  CHECK(numbers_of(column_of(shown, "m", "p2", 2)) == Numbers{1, 1});
  CHECK(numbers_of(column_of(shown, "s", "r", 2, "all")) == Numbers{0.2, 0.4});
  CHECK(texts(shown.frame(2)).at("v.t.text") == "high 0.5");
}

TEST_CASE("functions are written once and mean the same everywhere", "[values]") {
  const Shown shown(hidden_scene(
      "params: {mid: 1}\n"
      "functions:\n"
      "  loss(p): =-log(p)\n"
      "  bump(x, at): =exp(-(x - at)^2)\n"
      "  risk(z): =loss(sigmoid(z))\n"
      "  near(x): =bump(x, mid)\n"
      "  one(): =1\n"
      "  name(k, n): =k + format(n, 'd')\n"
      "  share(x): =x / sum(x)\n"
      "values: {r: =risk(0), o: =one()}\n"
      "data: {d: {rows: [[1, a], [3, b]], columns: [x, k], derive: {q: \"=bump(x, 1)\"}}}\n"
      "models:\n"
      "  m: {derive: {data: d, columns: {n: =near(x), w: \"=name(k, x)\", s: =share(x)}}}\n"
      "  f: {sample: {of: =risk(x), over: {x: [0, 1]}}}\n"
      "  w: {iterate: {start: {x: 4}, next: {x: =near(x)}, steps: 1}}\n"));
  CHECK(std::get<double>(value_of(shown, 0, "r")) == Approx(std::log(2)));
  CHECK(std::get<double>(value_of(shown, 0, "o")) == 1);
  const auto n = numbers_of(column_of(shown, "m", "n"));
  CHECK(n[0] == 1);
  CHECK(n[1] == Approx(std::exp(-4)));
  CHECK(texts_of(column_of(shown, "m", "w")) == std::vector<std::string>{"a1", "b3"});
  CHECK(numbers_of(column_of(shown, "m", "s")) == Numbers{0.25, 0.75});
  CHECK(numbers_of(column_of(shown, "f", "value"))[0] == Approx(std::log(2)));
  CHECK(numbers_of(column_of(shown, "w", "x", 0, "all"))[1] == Approx(std::exp(-9)));
}

TEST_CASE("what is wrong inside of a function is told there, with the call", "[values]") {
  const std::string wrong = message(
      "functions:\n  loss(p): =-log(p)\n"
      "data: {d: {rows: [[1, a]], columns: [x, k]}}\n"
      "models: {m: {derive: {data: d, columns: {z: =loss(k)}}}}\n");
  CHECK(wrong.find("scene.yaml:3:18: error[expression]: \"p\" is a text; `log` wants a number") !=
        std::string::npos);
  CHECK(wrong.find("in the call of loss in line 5") != std::string::npos);
  CHECK(message("functions:\n  f(x): =g(x)\n  g(x): =f(x)\n")
            .find("functions go in a circle: f → g → f") != std::string::npos);
  CHECK(message("values: {a: =b, b: =a}\n").find("values go in a circle: a → b → a") !=
        std::string::npos);
}

TEST_CASE("functions that call each other many times over are refused", "[values]") {
  std::string functions = "functions:\n  f0(x): =x + 1\n";
  for (int i = 1; i <= 30; ++i) {
    const std::string before = "f" + std::to_string(i - 1);
    functions += "  f" + std::to_string(i) + "(x): =" + before + "(x) + " + before + "(x)\n";
  }
  CHECK(message(functions + "values: {v: =f30(1)}\n").find("error[limit]") != std::string::npos);
}

}  // namespace lantern::test::values_test
