#include <catch2/catch.hpp>

#include "tests/support/shown.h"

namespace lantern::test::record_test {
namespace {

const std::string kHead =
    "lantern: 1\n"
    "params: {t: {value: 0.5, range: [0, 1]}}\n"
    "data:\n"
    "  pts: {rows: [[a, 0.2, 0], [b, 0.4, 1], [c, 0.6, 0], [d, 0.8, 1]], columns: [id, s, y], key: "
    "id}\n"
    "  log: {rows: [], columns: COLUMNS}\n"
    "models: {now: {confusion_matrix: {data: pts, score: s, target: y, threshold: =t}}}\n"
    "views: {v: {marks: {log: {table: {data: log, columns: COLUMNS}}}}}\n"
    "timeline:\n";

std::string script(const std::string& columns, const std::string& steps) {
  std::string out = kHead + steps;
  for (size_t at = out.find("COLUMNS"); at != std::string::npos; at = out.find("COLUMNS")) {
    out.replace(at, 7, columns);
  }
  return out;
}

TablePtr log_at(const Shown& shown, double time) {
  for (const auto& [name, table] : shown.scene().values(time).data) {
    if (name == "log") return table;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("recorded rows are as of their step, and stay so", "[record]") {
  const Shown shown(script("[tpr, fpr, accuracy]",
                           "  - {record: {log: now}}\n"
                           "  - {animate: {t: 0.7}, for: 2s}\n"
                           "  - {record: {log: now}}\n"
                           "  - {animate: {t: 0}, for: 2s}\n"));
  CHECK(log_at(shown, 2)->rows() == 1);
  const TablePtr log = log_at(shown, 6);
  REQUIRE(log->rows() == 2);
  CHECK(log->column("tpr").numbers()[0] == 0.5);
  CHECK(log->column("fpr").numbers()[0] == 0.5);
  CHECK(log->column("fpr").numbers()[1] == 0);
  CHECK(log->column("accuracy").numbers()[1] == 0.75);
  CHECK(log->keys()[1] == "2");
}

TEST_CASE("cells can be said one by one, in repeated steps as well", "[record]") {
  const Shown shown(script(
      "[name, twice, tpr]",
      "  - each: {k: [0.3, 0.7]}\n"
      "    steps:\n"
      "      - {set: {t: =k}, for: 1s}\n"
      "      - {record: {log: {name: here, twice: =2*k, tpr: =now.tpr}}, for: 1s}\n"
      "  - {record: {log: [{name: one, twice: 1, tpr: 0}, {name: two, twice: 2, tpr: 0}]}}\n"));
  const TablePtr log = log_at(shown, 4.5);
  REQUIRE(log->rows() == 4);
  CHECK(log->column("name").text(0) == "here");
  CHECK(log->column("twice").numbers()[1] == 1.4);
  CHECK(log->column("tpr").numbers()[0] == 1);
  CHECK(log->column("tpr").numbers()[1] == 0.5);
  CHECK(log->column("name").text(3) == "two");
}

TEST_CASE("a row of another table is taken by its columns' names", "[record]") {
  const Shown shown(script("[id, s]", "  - {record: {log: pts@c}}\n  - {record: {log: pts@a}}\n"));
  CHECK(log_at(shown, 2)->column("id").text(0) == "c");
  CHECK(log_at(shown, 2)->column("s").numbers()[1] == 0.2);
}

TEST_CASE("what cannot be recorded is shown where it stands", "[record]") {
  const auto message = [](const std::string& columns, const std::string& steps) {
    return TestScene(script(columns, steps)).messages();
  };
  using Catch::Contains;
  CHECK_THAT(message("[tpr]", "  - {record: {logg: now}}\n"),
             Contains("there is no table \"logg\"") && Contains("did you mean \"log\"?"));
  CHECK_THAT(message("[tpx]", "  - {record: {log: now}}\n"), Contains("tpx"));
  CHECK_THAT(message("[id, s]", "  - {record: {log: pts@x}}\n"), Contains("\"x\""));
  CHECK_THAT(message("[a, b]", "  - {record: {log: {a: 1}}}\n"),
             Contains("there is nothing for the column \"b\" of log"));
  CHECK_THAT(message("[a]", "  - {record: {log: {a: 1}}}\n  - {record: {log: {a: one}}}\n"),
             Contains("the column \"a\" of log holds numbers"));
  CHECK_THAT(message("[tpr]", "  - {record: {now: pts@a}}\n"),
             Contains("there is no table \"now\""));
}

}  // namespace lantern::test::record_test
