#include <catch2/catch.hpp>

#include "tests/support/scene.h"

// What is silently wrong in data and in what scripts say of them, and is told.

namespace lantern::test::told_data_test {
namespace {

/// How often a warning, by its code or its words, is told of a script that is else right.
size_t times_told(const std::string& warning, const std::string& script) {
  const TestScene test("lantern: 1\n" + script);
  const std::string messages = test.messages();
  INFO(script << messages);
  REQUIRE(test.scene);
  size_t count = 0, at = 0;
  while ((at = messages.find(warning, at)) != std::string::npos) {
    ++count;
    at += warning.size();
  }
  return count;
}

const std::string kSlip = "warning[number-slip]";

std::string dots(const std::string& fields) {
  return "views: {v: {x: {}, y: {}, marks: {d: {dot: {" + fields + "}}}}}\n";
}

}  // namespace

TEST_CASE("numbers with units are told where their order or their size is lost", "[told]") {
  const auto column = [](const std::string& a, const std::string& b, const std::string& c) {
    return "data: {t: {rows: [['" + a + "', 1], ['" + b + "', 2], ['" + c +
           "', 3]], columns: [w, y]}}\n";
  };
  const std::string axis = dots("data: t, x: w, y: y");
  const std::string color = dots("data: t, x: y, y: y, color: w");
  const std::string model =
      "models: {f: {linear_regression: {data: t, features: [w], target: y}}}\n"
      "views: {v: {marks: {l: {text: {x: 1, y: 1, text: '{=f.r2}'}}}}}\n";
  CHECK(times_told(kSlip, column("12 kg", "3 kg", "25 kg") + axis) == 1);
  CHECK(times_told(kSlip, column("45%", "5%", "30%") + axis) == 1);
  CHECK(times_told(kSlip, column("$3.20", "$1.00", "$2.00") + axis) == 1);
  CHECK(times_told(kSlip, column("3 kg", "12 kg", "25 kg") + axis) == 0);  // in order anyway
  CHECK(times_told(kSlip, column("12 kg", "3 kg", "25 kg") + color) == 0);
  CHECK(times_told(kSlip, column("3D", "2D", "4D") + axis) == 0);
  CHECK(times_told(kSlip, column("3 kg", "12 kg", "25 kg") + model) == 1);
  const std::string dash = "data: {t: {rows: [[3, 1], ['-', 2], [25, 3]], columns: [w, y]}}\n";
  CHECK(times_told(kSlip, dash + model) == 1);
  CHECK(times_told(kSlip, column("oak", "elm", "ash") + model) == 0);
}

TEST_CASE("a text that a column does not hold, but nearly, is told", "[told]") {
  const auto told = [](const std::string& expression) {
    return times_told("warning[unknown-word]",
                      "data: {t: {rows: [[spam, 1], [ham, 2]], columns: [kind, x]}, "
                      "log: {rows: [[spam]], columns: [kind]}}\n" +
                          dots("data: t, x: x, y: 1, where: \"" + expression + "\"") +
                          "timeline: [{record: {log: {kind: spm}}, for: 1s}]\n");
  };
  CHECK(told("=kind == 'spm'") == 1);
  CHECK(told("='hamm' != row.kind") == 1);
  CHECK(told("=kind in ('ham', 'spm')") == 1);
  CHECK(told("=count(t, t.kind == 'spm') > 0") == 1);
  CHECK(told("=kind == 'spam'") == 0);
  CHECK(told("=kind == 'letter'") == 0);
  CHECK(told("=count(log, log.kind == 'spm') > 0") == 0);  // a row that comes later
}

TEST_CASE("a column that a model puts in the place of one of the data is told where it is read",
          "[told]") {
  const auto told = [](const std::string& fields) {
    return times_told("warning[replaced-column]",
                      "data: {t: {rows: [[0.2, no, a], [0.7, 'yes', b]], columns: "
                      "[score, outcome, note]}}\n"
                      "models: {now: {confusion_matrix: {data: t, score: score, target: outcome, "
                      "positive: 'yes', threshold: 0.5}}}\n" +
                          dots(fields));
  };
  CHECK(told("data: now, x: score, y: 1, color: outcome") == 1);
  CHECK(told("data: now, x: score, y: 1, where: =outcome == 'tp'") == 1);
  CHECK(told("data: t, x: score, y: '=count(now, now.outcome == row.outcome)'") == 1);
  CHECK(told("data: now, x: score, y: 1, color: note") == 0);
  CHECK(told("data: t, x: score, y: 1, color: outcome") == 0);
}

TEST_CASE("a name in braces without a sign of a hole is told where it is one", "[told]") {
  const auto told = [](const std::string& text) {
    return times_told("is drawn as it stands",
                      "params: {threshold: 0.5}\n"
                      "data: {t: {rows: [[a, 1]], columns: [subject, x]}}\n"
                      "views: {v: {title: '" +
                          text +
                          "', x: {}, marks: {d: {dot: {data: t, x: x, y: =threshold, label: '" +
                          text + "'}}}}}\n");
  };
  CHECK(told("above {threshold}") == 2);
  CHECK(told("of {subject}") == 1);  // a title has no row
  CHECK(told("a set {a, b}, {other}") == 0);
  CHECK(told("\\{threshold}") == 0);
  CHECK(told("{=threshold}") == 0);
}

}  // namespace lantern::test::told_data_test
