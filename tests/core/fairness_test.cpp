#include <cmath>

#include <catch2/catch.hpp>

#include "core/base/random.h"
#include "core/data/csv.h"
#include "tests/core/model_results.h"
#include "tests/core/reference.h"

namespace lantern::test::fairness_test {
namespace {

using Given = std::map<std::string, FieldValue>;
using Numbers = std::vector<double>;

const char* const kModels[] = {"equalized_odds", "equal_opportunity", "demographic_parity"};

TablePtr table_of(const nlohmann::json& entry) {
  const Numbers score = entry["score"], target = entry["target"];
  std::vector<std::string> group(score.size(), "all");
  if (entry.contains("group")) group = entry["group"].get<std::vector<std::string>>();
  return std::make_shared<const Table>(
      "", Keys::numbered(score.size()), std::vector<std::string>{"score", "kind", "group"},
      std::vector<Column>{Column::numbers(score), Column::numbers(target), Column::texts(group)});
}

Given judged(const TablePtr& data, Given given = {}) {
  given["score"] = data->column("score");
  given["probability"] = data->column("score");
  given["target"] = data->column("kind");
  return given;
}

ModelResult run(const std::string& name, const TablePtr& data, Given given = {}) {
  return run_model(name, data, {}, judged(data, std::move(given)));
}

ModelResult by_group(const std::string& name, const TablePtr& data, Given given = {}) {
  given["by"] = data->column("group");
  return run(name, data, std::move(given));
}

void check_near(const Numbers& values, const Numbers& expected) {
  REQUIRE(values.size() == expected.size());
  for (size_t i = 0; i < values.size(); ++i) {
    INFO("at " << i);
    CHECK(std::fabs(values[i] - expected[i]) <= 1e-12);
  }
}

void check_same(const Numbers& rates) {
  for (const double rate : rates) CHECK(std::fabs(rate - rates[0]) < 1e-9);
}

TablePtr signals(std::string_view text) {
  return std::make_shared<const Table>(read_csv(text, "signals.csv", {}));
}

}  // namespace

TEST_CASE("rates of groups are scikit-learn's", "[models][fair]") {
  const auto known = test::reference("fairness");
  REQUIRE_FALSE(known["fair"].empty());
  for (const auto& entry : known["fair"]) {
    const TablePtr data = table_of(entry);
    const auto result = by_group("confusion_matrix", data, {{"beta", 2.0}});
    const Table& groups = result.table("groups");
    REQUIRE(groups.rows() == entry["confusion"].size());
    for (size_t row = 0; row < groups.rows(); ++row) {
      const auto& wanted = entry["confusion"][size_t(groups.keys()[row][1] - '0')];
      for (const auto& [name, value] : wanted.items()) {
        INFO(name);
        CHECK(std::fabs(groups.column(name).numbers()[row] - value.get<double>()) <= 1e-12);
      }
    }
    const auto roc = by_group("roc_curve", data);
    const Table& curves = roc.table("groups");
    for (size_t row = 0; row < curves.rows(); ++row) {
      const auto wanted = entry["auc"][size_t(curves.keys()[row][1] - '0')].get<double>();
      CHECK(std::fabs(curves.column("auc").numbers()[row] - wanted) <= 1e-12);
    }
  }
}

TEST_CASE("the cheapest equal rules are those of the linear program", "[models][fair]") {
  const auto known = test::reference("fairness");
  REQUIRE_FALSE(known["fair"].empty());
  for (const auto& entry : known["fair"]) {
    const TablePtr data = table_of(entry);
    for (size_t i = 0; i < 3; ++i) {
      INFO(kModels[i]);
      const auto result = by_group(kModels[i], data,
                                   {{"fp_cost", entry["fp_cost"].get<double>()},
                                    {"fn_cost", entry["fn_cost"].get<double>()}});
      CHECK(std::fabs(result.number("loss") - entry["exact"][i].get<double>()) < 1e-8);
      const double on_a_grid = entry["fairlearn"][i];
      CHECK(result.number("loss") <= on_a_grid + 1e-12);
      CHECK(result.number("loss") > on_a_grid - 1e-3);
      CHECK(std::fabs(result.number("group_loss") - entry["group_loss"].get<double>()) < 1e-12);
      CHECK(result.number("cost") >= -1e-12);
      const std::string rate = i == 2 ? "selection_rate" : "tpr";
      check_same(result.column("groups", rate));
      if (i == 0) check_same(result.column("groups", "fpr"));
    }
  }
}

TEST_CASE("rows are called as often as their group's rates say", "[models][fair]") {
  const auto entry = test::reference("fairness")["fair"][0];
  const TablePtr data = table_of(entry);
  for (const std::string name : kModels) {
    INFO(name);
    const auto result = by_group(name, data);
    const Table& groups = result.table("groups");
    const Table& rows = result.table("rows");
    Numbers tp(groups.rows(), 0), fp = tp;
    for (size_t i = 0; i < rows.rows(); ++i) {
      const size_t group = *groups.keys().find(data->column("group").text(i));
      const double probability = rows.column("probability").numbers()[i];
      (data->column("kind").numbers()[i] == 1 ? tp : fp)[group] += probability;
      CHECK((probability >= 0 && probability <= 1));
    }
    for (size_t g = 0; g < groups.rows(); ++g) {
      CHECK(tp[g] ==
            Approx(groups.column("tpr").numbers()[g] * groups.column("positives").numbers()[g]));
      CHECK(fp[g] ==
            Approx(groups.column("fpr").numbers()[g] * groups.column("negatives").numbers()[g]));
      CHECK(groups.column("fnr").numbers()[g] == Approx(1 - groups.column("tpr").numbers()[g]));
    }
  }
}

TEST_CASE("a perfect score is fair for nothing, and one group is like itself", "[models][fair]") {
  const TablePtr right = signals("score,kind,group\n0.9,1,a\n0.8,1,b\n0.2,0,a\n0.1,0,b\n");
  CHECK(by_group("equalized_odds", right).number("accuracy") == 1);
  CHECK(by_group("equal_opportunity", right).number("cost") == 0);
  const TablePtr one = signals("score,kind,group\n0.9,1,a\n0.4,1,a\n0.5,0,a\n0.1,0,a\n");
  for (const std::string name : kModels) {
    CHECK(by_group(name, one).number("loss") == by_group(name, one).number("single_loss"));
  }
}

TEST_CASE("curves cross where both groups have the same rates", "[models][fair]") {
  // a: (0, 0) (0, .5) (.5, .5) (.5, 1) (1, 1); b: (0, 0) (.25, .75) (1, 1)
  std::string csv = "score,kind,group\n0.9,1,a\n0.8,0,a\n0.7,1,a\n0.6,0,a\n";
  csv += "0.9,1,b\n0.9,1,b\n0.9,1,b\n0.9,0,b\n0.2,1,b\n0.2,0,b\n0.2,0,b\n0.2,0,b\n";
  const auto result = by_group("roc_curve", signals(csv));
  const Table& found = result.table("crossings");
  REQUIRE(found.rows() == 2);
  CHECK(found.column("fpr").numbers()[0] == Approx(1.0 / 6));
  CHECK(found.column("tpr").numbers()[0] == Approx(0.5));
  CHECK(found.column("fpr").numbers()[1] == Approx(0.5));
  CHECK(found.column("tpr").numbers()[1] == Approx(5.0 / 6));
  CHECK(found.column("threshold").numbers()[0] == 0.8);
  CHECK(found.column("other_threshold").numbers()[0] == 0.9);
  CHECK(result.table("group_points").rows() == 5 + 3);
}

TEST_CASE("a group of one class has no rates", "[models][fair]") {
  const TablePtr data = signals("score,kind,group\n0.9,1,a\n0.8,0,a\n0.2,0,b\n");
  Given given = judged(data, {{"by", data->column("group")}});
  for (const std::string name : {"roc_curve", "equalized_odds", "metrics_by_threshold"}) {
    const Diagnostic d = mistake_of(name, data, {}, given);
    CHECK(d.message == "the group \"b\" has only negatives, and its rates want both");
    CHECK(d.at.line == line_of(find_model(name)->kind, "by"));
  }
  CHECK(by_group("confusion_matrix", data).table("groups").column("tpr").numbers()[1] == 0);
  const TablePtr gap = signals("score,kind,group\n0.9,1,a\n0.8,0,\n");
  given = judged(gap, {{"by", gap->column("group")}});
  CHECK(mistake_of("equalized_odds", gap, {}, given).message ==
        "signals.csv:3:3: column \"group\" has no value here");
}

TEST_CASE("the order of rows, and rows twice, change no rule", "[models][fair]") {
  const TablePtr data = table_of(test::reference("fairness")["fair"][3]);
  std::vector<std::uint32_t> twice = Random(2).permutation(data->rows());
  const size_t once = twice.size();
  for (size_t i = 0; i < once; ++i) twice.push_back(twice[i]);
  std::vector<Column> columns;
  for (const Column& column : data->columns()) columns.push_back(column.select(twice));
  const auto doubled =
      std::make_shared<const Table>("", Keys::numbered(twice.size()), data->names(), columns);
  for (const std::string name : kModels) {
    CHECK(by_group(name, doubled).number("loss") ==
          Approx(by_group(name, data).number("loss")).epsilon(1e-12));
  }
}

TEST_CASE("metrics at every threshold are scikit-learn's", "[models][fair]") {
  const auto known = test::reference("fairness");
  REQUIRE_FALSE(known["calibration"].empty());
  for (const auto& entry : known["calibration"]) {
    const auto result = run("metrics_by_threshold", table_of(entry), {{"beta", 2.0}});
    const Table& rows = result.table("rows");
    REQUIRE(rows.rows() == entry["thresholds"].size() + 1);
    for (size_t i = 0; i + 1 < rows.rows(); ++i) {
      for (const auto& [name, value] : entry["thresholds"][i].items()) {
        INFO(name << " at " << i);
        CHECK(std::fabs(rows.column(name).numbers()[i] - value.get<double>()) <= 1e-12);
      }
    }
    CHECK(std::isinf(rows.column("threshold").numbers().back()));
    const auto f1 = result.column("rows", "f1");
    const Table& best = result.table("best");
    const size_t at = *best.keys().find("f1");
    CHECK(best.column("value").numbers()[at] == *std::max_element(f1.begin(), f1.end()));
  }
}

TEST_CASE("metrics are told at given thresholds, and by group", "[models][fair]") {
  const TablePtr data = table_of(test::reference("fairness")["fair"][0]);
  const auto result =
      by_group("metrics_by_threshold", data, {{"thresholds", Numbers{0.5, 0.25, 2}}});
  CHECK(result.column("rows", "threshold") == Numbers{0.25, 0.5, 2});
  const auto matrix = by_group("confusion_matrix", data, {{"threshold", 0.25}});
  CHECK(result.column("rows", "f1")[0] == matrix.number("f1"));
  CHECK(result.column("groups", "fnr")[0] == matrix.column("groups", "fnr")[0]);
  CHECK(result.table("groups").rows() == 6);
  CHECK(result.column("rows", "recall")[2] == 0);
}

TEST_CASE("calibration curves are scikit-learn's", "[models][calibration]") {
  const auto known = test::reference("fairness");
  REQUIRE_FALSE(known["calibration"].empty());
  for (const auto& entry : known["calibration"]) {
    for (const auto& curve : entry["curves"]) {
      INFO(curve["strategy"] << curve["n_bins"]);
      const auto result = run("calibration_curve", table_of(entry),
                              {{"n_bins", curve["n_bins"].get<double>()},
                               {"strategy", curve["strategy"].get<std::string>()}});
      check_near(result.column("points", "predicted"), curve["predicted"]);
      check_near(result.column("points", "actual"), curve["actual"]);
      CHECK(std::fabs(result.number("brier") - entry["brier"].get<double>()) <= 1e-12);
    }
  }
  // 5/6 lies above the edge that numpy.linspace makes of it, and in the last bin.
  const TablePtr edge = signals("score,kind\n0.8333333333333334,1\n0.1,0\n");
  const auto sixths = run("calibration_curve", edge, {{"n_bins", 6.0}, {"strategy", "uniform"}});
  CHECK(sixths.column("points", "bin") == std::vector<double>{1, 6});
  CHECK(sixths.column("points", "low") == std::vector<double>{0, 5.0 / 6});
  const TablePtr wrong = signals("score,kind\n0.2,1\n1.5,0\n");
  CHECK(mistake_of("calibration_curve", wrong, {}, judged(wrong)).message ==
        "signals.csv:3:1: 1.5 is no probability");
}

TEST_CASE("a grid of precision and recall has their harmonic means", "[models][f1_grid]") {
  const auto result = run_model("f1_grid", nullptr, {}, {{"precision", 0.31}, {"recall", 0.78}});
  CHECK(result.table("rows").rows() == 441);
  CHECK(result.number("f1") == Approx(2 * 0.31 * 0.78 / 1.09));
  CHECK(std::get<std::string>(result.value("cell")) == "6/16");
  const Table& rows = result.table("rows");
  CHECK(rows.column("f1").numbers()[0] == 0);
  CHECK(rows.column("f1").numbers()[*rows.keys().find("20/20")] == 1);
  CHECK(rows.column("f1").numbers()[*rows.keys().find("10/20")] == Approx(2.0 / 3));
  const auto square = run_model("f1_grid", nullptr, {}, {{"beta", 2.0}, {"precision", 1.0}});
  CHECK(square.number("f1") == Approx(5 * 0.5 / 4.5));
}

}  // namespace lantern::test::fairness_test
