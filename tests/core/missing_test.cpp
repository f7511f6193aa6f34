#include <catch2/catch.hpp>

#include "tests/support/scene.h"

namespace lantern::test::missing_test {
namespace {

const char* const kData =
    "data:\n"
    "  rows9: {rows: [[a, 1, true, x], [b, ~, null, NA], [c, 3, false, z], [d, 007, true, "
    "\"O'N\"]],\n"
    "          columns: [id, n, b, kind], key: id}\n"
    "  wrong: {rows: [[1, 2, 3], [4, 5, 6]], columns: [index, key, row]}\n"
    "  none: {rows: [], columns: [x]}\n";

TestScene scene_with(const std::string& marks, const std::string& models = "") {
  return TestScene("lantern: 1\nparams: {t: 0.25}\n" + std::string(kData) + models +
                   "views: {plot: {x: {domain: [0, 9]}, y: {domain: [0, 9]}, marks: {" + marks +
                   "}}}\n");
}

MarkValuesPtr values_of(const TestScene& test) {
  return test.scene->state(0).snapshots[0].views[0].marks[0].values;
}

/// What a text shows of an expression.
std::string evaluate(const std::string& expression, const std::string& models = "") {
  const TestScene test = scene_with("note: {text: {text: \"{=" + expression + "}\"}}", models);
  INFO(expression << "\n" << test.messages());
  REQUIRE(test.scene);
  const MarkValuesPtr values = values_of(test);
  return std::get<LiveText>(values->fields->values[size_t(values->fields->kind->find("text"))])
      .constant;
}

/// The keys of the rows for which a condition holds.
std::string kept(const std::string& condition) {
  const TestScene test =
      scene_with("d: {dot: {data: rows9, x: 1, y: 1, where: \"=" + condition + "\"}}");
  INFO(condition << "\n" << test.messages());
  REQUIRE(test.scene);
  std::string out;
  const TablePtr rows = values_of(test)->rows;
  for (size_t i = 0; i < rows->rows(); ++i) out += rows->keys()[i];
  return out;
}

std::string messages(const std::string& marks) {
  return scene_with(marks).messages();
}

}  // namespace

TEST_CASE("a missing value is not true", "[missing]") {
  CHECK(kept("b") == "ad");
  CHECK(kept("not b") == "c");
  CHECK(kept("not not b") == "ad");
  CHECK(kept("b and true") == "ad");
  CHECK(kept("b or true") == "abcd");
  CHECK(kept("b or false") == "ad");
  CHECK(kept("not (b and false)") == "abcd");
  CHECK(kept("not (b and true)") == "c");
  CHECK(kept("true if b else false") == "ad");
  CHECK(kept("is_missing(b)") == "b");
  CHECK(kept("not is_missing(n)") == "acd");
  CHECK(kept("is_missing(kind)") == "b");
  CHECK(kept("is_missing(nan)") == "abcd");
}

TEST_CASE("comparisons with a missing value are false", "[missing]") {
  for (const char* op : {"<", "<=", ">", ">=", "==", "!="}) {
    INFO(op);
    CHECK(kept(std::string("n ") + op + " nan").empty());
    CHECK(kept(std::string("n ") + op + " 3").find('b') == std::string::npos);
  }
  CHECK(kept("n != 3") == "ad");
  CHECK(kept("kind == 'x'") == "a");
  CHECK(kept("kind != 'x'") == "cd");
  CHECK(kept("kind == kind") == "acd");
  CHECK(kept("kind == ''") == "b");
  CHECK(kept("kind != ''") == "acd");
  CHECK(kept("b == b") == "acd");
  CHECK(kept("b != true") == "c");
}

TEST_CASE("functions pass on what is missing", "[missing]") {
  for (const char* expression :
       {"min(nan, 1)", "min(1, nan)", "max(nan, 1)", "max(1, nan)", "max(1, 2, nan, 4)",
        "sign(nan)", "clamp(nan, 0, 1)", "clamp(1, nan, 1)", "clamp(1, 0, nan)", "ramp(nan, 0)",
        "ramp(nan, 1)", "abs(nan)", "mod(nan, 2)", "mod(2, 0)", "nan + 1", "rows9@b.n"}) {
    INFO(expression);
    CHECK(evaluate(expression) == "–");
  }
  CHECK(evaluate("rows9@b.b") == "–");
  CHECK(evaluate("rows9@b.kind").empty());
}

TEST_CASE("columns of texts can be counted, and have ends", "[missing]") {
  CHECK(evaluate("rows9.kind.count") == "4");
  CHECK(evaluate("rows9.kind.first") == "x");
  CHECK(evaluate("rows9.kind.last") == "O'N");
  CHECK(evaluate("rows9.b.first") == "true");
  CHECK(evaluate("rows9.n.last") == "007");
  CHECK(evaluate("rows9.n.last + 0") == "7");
  CHECK(evaluate("rows9.n.last:.1f") == "7.0");
  CHECK(messages("note: {text: {text: \"{=rows9.kind.mean}\"}}")
            .find("texts have only .count, .first and .last") != std::string::npos);
}

TEST_CASE("the sum of nothing is 0", "[missing]") {
  const std::string models =
      "models: {rest: {derive: {data: rows9, where: =n > 100, columns: {m: =n}}}}\n";
  CHECK(evaluate("rest.rows.m.sum", models) == "0");
  CHECK(evaluate("rest.rows.m.mean", models) == "–");
  CHECK(evaluate("rest.rows.m.count", models) == "0");
}

TEST_CASE("the spread is that of all rows", "[missing]") {
  CHECK(evaluate("wrong.index.std") == "1.5");  // of 1 and 4, n in the denominator
}

TEST_CASE("the rest of a division is exact", "[missing]") {
  CHECK(evaluate("mod(1e17, 3)") == "1");
  CHECK(evaluate("mod(-1, 3)") == "2");
  CHECK(evaluate("mod(1, -3)") == "−2");
  CHECK(evaluate("mod(5.5, 2)") == "1.5");
  CHECK(evaluate("mod(9007199254740993, 10)") == "2");  // the number there is 9007199254740992
  CHECK(evaluate("mod(1e300, 7)") == "1");
  CHECK(evaluate("mod(6, 3)") == "0");
}

TEST_CASE("a quote in a text is written twice", "[missing]") {
  CHECK(evaluate("'O''Neill'") == "O'Neill");
  CHECK(evaluate("''''") == "'");
  CHECK(kept("kind == 'O''N'") == "d");
}

TEST_CASE("a column that is called like a word of the language is never hidden", "[missing]") {
  for (const std::string word : {"index", "key", "row"}) {
    INFO(word);
    const std::string text = messages("d: {dot: {data: wrong, x: =" + word + ", y: 1}}");
    CHECK(text.find("ambiguous-name") != std::string::npos);
    CHECK(text.find("row." + word) != std::string::npos);
    CHECK(scene_with("d: {dot: {data: wrong, x: =row." + word + ", y: 1}}").scene);
    CHECK(scene_with("d: {dot: {data: wrong, x: " + word + ", y: 1}}").scene);
  }
}

TEST_CASE("rows know their keys", "[missing]") {
  CHECK(kept("key == 'c'") == "c");
  CHECK(kept("index == 1") == "b");
}

TEST_CASE("params and tables are not called like words", "[missing]") {
  for (const std::string word : {"index", "nan", "pi", "row"}) {
    const TestScene test("lantern: 1\nparams: {" + word +
                         ": 1}\nviews: {plot: {marks: {r: {rule: {x: 1}}}}}\n");
    CHECK(test.messages().find("is a word of the language") != std::string::npos);
  }
}

TEST_CASE("rows that have nothing to order them by come last", "[missing]") {
  const TestScene test(
      "lantern: 1\n"
      "data: {t: {rows: [[a, ~], [b, 3], [c, NA], [d, 1]], columns: [id, n], key: id}}\n"
      "views: {plot: {x: {domain: [0, 9]}, marks: {d: {dot: {data: t, x: 1, y: 50%}}}}}\n"
      "timeline: [{show: d, for: 4s, order: =n, stagger: 1s}]\n");
  INFO(test.messages());
  REQUIRE(test.scene);
  const std::vector<float> rows =
      test.scene->state(1.5).snapshots[0].views[0].marks[0].presence.rows;
  REQUIRE(rows.size() == 4);
  CHECK(rows[3] >= rows[1]);
  CHECK(rows[1] >= rows[0]);
  CHECK(rows[0] == rows[2]);
}

TEST_CASE("seeds are whole numbers that a double holds exactly", "[missing]") {
  for (const std::string seed : {"1e19", "0.4", "-1", "9007199254740992"}) {
    for (const std::string model :
         {"train_test_split: {data: rows9, parts: [a, b], sizes: [2, 2], ",
          "decision_tree: {data: rows9, features: [n], target: id, "}) {
      const TestScene test =
          scene_with("r: {rule: {x: 1}}", "models: {m: {" + model + "seed: " + seed + "}}}\n");
      INFO(test.messages());
      CHECK_FALSE(test.scene);
      CHECK(test.messages().find("seed") != std::string::npos);
    }
  }
}

TEST_CASE("what is too large for a number is told, what is too small is 0", "[missing]") {
  CHECK(evaluate("1e-400") == "0");
  CHECK(messages("r: {rule: {x: =1e400}}").find("1e400 is too large for a number") !=
        std::string::npos);
  CHECK(messages("r: {rule: {x: 1e400}}").find("a number is at most 1.8e308") != std::string::npos);
}

TEST_CASE("cells in a script keep how they are written", "[missing]") {
  const TestScene test(
      "lantern: 1\n"
      "params: {here: {value: 00501, type: key, of: sites}}\n"
      "data: {sites: {rows: [[02139, 1.10], [00501, 1.9]], columns: [code, release], key: code}}\n"
      "views:\n"
      "  plot:\n"
      "    each: {zip: [02139]}\n"
      "    marks: {note: {text: {text: \"{=sites@02139.release} {=sites@(here).code} "
      "{=sites@(zip).release + 1}\"}}}\n");
  INFO(test.messages());
  REQUIRE(test.scene);
  const MarkValuesPtr values = values_of(test);
  CHECK(std::get<LiveText>(values->fields->values[size_t(values->fields->kind->find("text"))])
            .constant == "1.10 00501 2.1");
}

TEST_CASE("whole values of a range are exact", "[missing]") {
  const std::string models =
      "models:\n"
      "  s: {sample: {of: =r, over: {r: 0..25}, points: 26}}\n"
      "  c: {derive: {data: s, columns: {hit: =1 if r == 7 or r == 14 else 0}}}\n"
      "  v: {sweep: {vary: t, over: 0..25, points: 26, take: {y: =t^2}}}\n";
  CHECK(evaluate("c.rows.hit.sum", models) == "2");
  CHECK(evaluate("v.all@7.y", models) == "49");
  CHECK(evaluate("v.all@(7).y", models) == "49");
  for (int points = 2; points < 300; ++points) {
    for (double i = 0; i < points; ++i) {
      REQUIRE(Range{0, double(points - 1)}.at(i, points) == i);
      REQUIRE(Range{-3, double(3 * points - 6)}.at(i, points) == 3 * i - 3);
    }
  }
  CHECK(std::isfinite(Range{0, 1e308}.at(99, 101)));
}

TEST_CASE("a held param that is no number is told what it wants", "[missing]") {
  const auto message = [](const std::string& value) -> std::string {
    SceneOptions options;
    options.params = {{"t", value}};
    try {
      const TestScene test(
          "lantern: 1\nparams: {t: 1}\nviews: {v: {marks: {r: {rule: {x: =t}}}}}\n", "", options);
      return "";
    } catch (const std::exception& e) {
      return e.what();
    }
  };
  CHECK(message("abc") == "--set t=abc: t wants a number");
  CHECK(message("0.5").empty());
}

TEST_CASE("a column of numbers with a slip is told where it is taken for categories", "[missing]") {
  const auto told = [](const std::string& mark) {
    const TestScene test(
        "lantern: 1\ndata: {t: {rows: [[1, 0.5], [2, '-'], [3, 0.7]], columns: [a, level]}}\n"
        "views: {plot: {x: {}, y: {}, marks: {d: {" +
        mark + "}}}}\n");
    return test.messages().find("warning[number-slip]") != std::string::npos;
  };
  CHECK(told("dot: {data: t, x: a, y: level}"));
  CHECK(told("dot: {data: t, x: a, y: =level}"));
  CHECK(told("dot: {data: t, x: a, y: =row.level}"));
  CHECK(told("dot: {data: t, x: a, y: a, color: level}"));
  CHECK_FALSE(told("dot: {data: t, x: a, y: a, label: \"{=level}\"}"));
}

}  // namespace lantern::test::missing_test
