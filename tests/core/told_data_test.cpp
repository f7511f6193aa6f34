#include <catch2/catch.hpp>

#include "tests/support/scene.h"

// What is silently wrong in data and in what scripts say of them, and is told.

namespace lantern::test::told_data_test {

TEST_CASE("numbers with units are told where their order or their size is lost", "[told]") {
  const auto told = [](const std::string& cells, const std::string& rest) {
    std::string rows;
    for (const std::string& cell : {cells.substr(0, 5), cells.substr(5, 5), cells.substr(10, 5)}) {
      rows += "['" + cell.substr(0, cell.find_last_not_of('.') + 1) + "', 1], ";
    }
    const TestScene test("lantern: 1\ndata: {t: {rows: [" + rows + "], columns: [w, y]}}\n" + rest);
    return test.messages().find("warning[number-slip]") != std::string::npos;
  };
  const std::string axis = "views: {v: {x: {}, y: {}, marks: {d: {dot: {data: t, x: w, y: y}}}}}\n";
  const std::string color = "views: {v: {marks: {d: {dot: {data: t, x: y, y: y, color: w}}}}}\n";
  const std::string model =
      "models: {f: {linear_regression: {data: t, features: [w], target: y}}}\n"
      "views: {v: {marks: {l: {line: {of: f.fit}}}}}\n";
  CHECK(told("12 kg3 kg.25 kg", axis));
  CHECK(told("45%..5%...30%..", axis));
  CHECK(told("$3.20$1.00$2.00", axis));
  CHECK_FALSE(told("3 kg.12 kg25 kg", axis));  // in their order anyway
  CHECK_FALSE(told("12 kg3 kg.25 kg", color));
  CHECK(told("3 kg.12 kg25 kg", model));
  CHECK_FALSE(told("3D...2D...4D...", axis));
}

TEST_CASE("a dash among a model's features is told", "[told]") {
  const TestScene test(
      "lantern: 1\ndata: {t: {rows: [[1, 2], ['-', 3], [3, 1]], columns: [x, y]}}\n"
      "models: {f: {linear_regression: {data: t, features: [x], target: y}}}\n"
      "views: {v: {marks: {l: {text: {x: 1, y: 1, text: '{=f.r2}'}}}}}\n");
  CHECK(test.messages().find("warning[number-slip]") != std::string::npos);
}

TEST_CASE("a text that a column does not hold, but nearly, is told", "[told]") {
  const auto told = [](const std::string& expression) {
    const TestScene test(
        "lantern: 1\ndata: {t: {rows: [[spam, 1], [ham, 2]], columns: [kind, x]}, "
        "log: {rows: [], columns: [kind]}}\n"
        "views: {v: {marks: {d: {dot: {data: t, x: x, y: 1, where: \"" +
        expression + "\"}}}}}\n");
    return test.messages().find("warning[unknown-word]") != std::string::npos;
  };
  CHECK(told("=kind == 'spm'"));
  CHECK(told("='hamm' != row.kind"));
  CHECK(told("=kind in ('ham', 'spm')"));
  CHECK(told("=count(t, t.kind == 'spm') > 0"));
  CHECK_FALSE(told("=kind == 'spam'"));
  CHECK_FALSE(told("=kind == 'letter'"));
  CHECK_FALSE(told("=count(log, log.kind == 'spm') > 0"));  // its rows come later
}

TEST_CASE("a column that a model puts in the place of one of the data is told where it is read",
          "[told]") {
  const auto told = [](const std::string& mark) {
    const TestScene test(
        "lantern: 1\ndata: {t: {rows: [[0.2, no, a], [0.7, yes, b]], columns: [score, outcome, "
        "note]}}\n"
        "models: {now: {confusion_matrix: {data: t, score: score, target: outcome, positive: "
        "'yes', "
        "threshold: 0.5}}}\n"
        "views: {v: {marks: {d: {dot: {" +
        mark + "}}}}}\n");
    return test.messages().find("warning[replaced-column]") != std::string::npos;
  };
  CHECK(told("data: now, x: score, y: 1, color: outcome"));
  CHECK(told("data: now, x: score, y: 1, where: =outcome == 'tp'"));
  CHECK(told("data: t, x: score, y: '=count(now, now.outcome == row.outcome)'"));
  CHECK_FALSE(told("data: now, x: score, y: 1, color: note"));
  CHECK_FALSE(told("data: t, x: score, y: 1, color: outcome"));
}

TEST_CASE("a name in braces without a sign of a hole is told where it is one", "[told]") {
  const auto told = [](const std::string& text) {
    const TestScene test(
        "lantern: 1\nparams: {threshold: 0.5}\ndata: {t: {rows: [[a, 1]], columns: [subject, x]}}\n"
        "views: {v: {title: '" +
        text + "', x: {}, marks: {d: {dot: {data: t, x: x, y: =threshold, label: '" + text +
        "'}}}}}\n");
    const std::string messages = test.messages();
    size_t count = 0;
    for (size_t at = 0; (at = messages.find("is drawn as it stands", at)) != std::string::npos;
         ++at)
      ++count;
    return count;
  };
  CHECK(told("above {threshold}") == 2);
  CHECK(told("of {subject}") == 1);  // a title has no row
  CHECK(told("a set {a, b}, {other}") == 0);
  CHECK(told("\\{threshold}") == 0);
  CHECK(told("{=threshold}") == 0);
}

}  // namespace lantern::test::told_data_test
