#include <cmath>

#include <catch2/catch.hpp>

#include "core/expr/parser.h"
#include "core/scene/bind/binder.h"
#include "tests/support/scene.h"

namespace lantern::test::expression_test {
namespace {

/// Evaluates an expression through a scene: the label of a text mark, at full precision.
std::string evaluate(const std::string& expression) {
  const TestScene test(
      "lantern: 1\n"
      "params: {t: 0.25, n: {value: 3, type: count}, mode: {one_of: [slow, fast]}}\n"
      "meaning:\n  fast: {text: Very fast}\n"
      "data:\n"
      "  pets: {rows: [[rex, 2, dog, true], [tom, 5, cat, false], [leo, 3, cat, true]],\n"
      "         columns: [name, size, kind, tame], key: name}\n"
      "views: {plot: {marks: {note: {text: {text: \"{=" +
      expression + "}\"}}}}}\n");
  INFO(test.messages());
  REQUIRE(test.scene);
  const State state = test.scene->state(0);
  const MarkValuesPtr values = state.snapshots[0].views[0].marks[0].values;
  const int field = values->fields->kind->find("text");
  return std::get<LiveText>(values->fields->values[size_t(field)]).constant;
}

}  // namespace

TEST_CASE("operators have the usual precedence", "[expression]") {
  CHECK(evaluate("1 + 2 * 3") == "7");
  CHECK(evaluate("(1 + 2) * 3") == "9");
  CHECK(evaluate("2 ^ 3 ^ 2") == "512");
  CHECK(evaluate("-2 ^ 2") == "−4");
  CHECK(evaluate("2 ^ -1") == "0.5");
  CHECK(evaluate("7 - 2 - 1") == "4");
  CHECK(evaluate("8 / 4 / 2") == "1");
  CHECK(evaluate("1 if 2 > 1 else 0") == "1");
  CHECK(evaluate("1 if 2 < 1 else 2 if 3 < 1 else 3") == "3");
  CHECK(evaluate("not 1 > 2 and 2 > 1") == "true");
  CHECK(evaluate("1 > 2 or 2 > 1 and 3 > 4") == "false");
  CHECK(evaluate("1e3 + .5") == "1000.5");
}

TEST_CASE("names reach params, tables and their aggregates", "[expression]") {
  CHECK(evaluate("t + n") == "3.25");
  CHECK(evaluate("scene.t") == "0.25");
  CHECK(evaluate("pets.count") == "3");
  CHECK(evaluate("pets@rex.size") == "2");
  CHECK(evaluate("pets@tom.kind") == "cat");
  CHECK(evaluate("pets@leo.tame") == "true");
  CHECK(evaluate("pets.size.mean") == "3.33333");
  CHECK(evaluate("pets.size.max - pets.size.min") == "3");
  CHECK(evaluate("pets.size.median") == "3");
  CHECK(evaluate("pets.size.sum") == "10");
  CHECK(evaluate("pets.size.first + pets.size.last") == "5");
  CHECK(evaluate("mode") == "slow");
  CHECK(evaluate("1 if mode == 'slow' else 0") == "1");
  CHECK(evaluate("pets@('to' if t > 1 else 'rex').size") == "2");
}

TEST_CASE("functions", "[expression]") {
  CHECK(evaluate("min(3, 1, 2)") == "1");
  CHECK(evaluate("max(3, 1, 2)") == "3");
  CHECK(evaluate("clamp(7, 0, 5)") == "5");
  CHECK(evaluate("mix(10, 20, 0.3)") == "13");
  CHECK(evaluate("ramp(0, 2)") == "0.5");
  CHECK(evaluate("ramp(-2, 2)") == "0");
  CHECK(evaluate("ramp(2, 0)") == "1");
  CHECK(evaluate("mod(-1, 3)") == "2");
  CHECK(evaluate("round(2.5)") == "3");
  CHECK(evaluate("round(-2.5)") == "−3");
  CHECK(evaluate("sqrt(16) + abs(-1) + log2(8) + log10(100)") == "10");
  CHECK(evaluate("sign(-3)") == "−1");
  CHECK(evaluate("sin(pi / 2)") == "1");
}

TEST_CASE("builtins are sorted by name, or they could not be found", "[expression]") {
  for (size_t i = 1; i < builtins().size(); ++i) {
    CHECK(builtins()[i - 1].name < builtins()[i].name);
  }
  for (const Builtin& builtin : builtins()) CHECK(find_builtin(builtin.name) == &builtin);
}

TEST_CASE("what is no expression is refused", "[expression]") {
  const auto refused = [](const std::string& text) {
    Diagnostics diagnostics;
    const AstPtr ast = parse_expression(
        text, [](size_t, size_t) { return Location{}; }, diagnostics);
    return !ast && diagnostics.errors() == 1;
  };
  for (const char* text :
       {"",      "1 +",       "(1",  "1)",   "a b",    "1 2",  "a.",        "a@",
        "@a",    "1 < 2 < 3", "f(",  "f(1,", "'open",  "1..2", "a ? b : c", "a && b",
        "a = b", "[1]",       "3px", "if",   "1 if 2", "a.(b)"}) {
    INFO(text);
    CHECK(refused(text));
  }
  CHECK(refused(std::string(300, '(') + "1" + std::string(300, ')')));
  CHECK(refused("1" + std::string(5000, ' ') + "+ 1"));
}

}  // namespace lantern::test::expression_test
