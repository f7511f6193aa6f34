#include <cmath>

#include <catch2/catch.hpp>

#include "core/base/random.h"
#include "core/data/csv.h"
#include "tests/core/model_results.h"
#include "tests/core/reference.h"

namespace lantern::test::boosting_test {
namespace {

using Given = std::map<std::string, FieldValue>;
using Numbers = std::vector<double>;

const std::vector<std::string> kFeatures{"a", "b", "c"};

TablePtr table_of(const nlohmann::json& entry, bool classes) {
  std::vector<Numbers> features(3);
  for (const auto& row : entry["x"]) {
    for (size_t j = 0; j < 3; ++j) features[j].push_back(row[j]);
  }
  const Numbers target = entry["y"];
  std::vector<std::string> words;
  for (const double one : target) words.push_back("k" + std::to_string(int(one)));
  std::vector<Column> columns;
  for (const Numbers& one : features) columns.push_back(Column::numbers(one));
  columns.push_back(classes ? Column::texts(words) : Column::numbers(target));
  return std::make_shared<const Table>("", Keys::numbered(target.size()),
                                       std::vector<std::string>{"a", "b", "c", "target"}, columns);
}

/// The model with the fields that the reference names.
ModelResult fitted(const std::string& model, const nlohmann::json& entry, bool classes,
                   double step = 1e9, Given given = {}) {
  const TablePtr data = table_of(entry, classes);
  given["target"] = data->column("target");
  for (const std::string name : {"max_depth", "min_samples_leaf", "ccp_alpha", "n_estimators",
                                 "learning_rate", "var_smoothing"}) {
    if (entry.contains(name)) given[name] = entry[name].get<double>();
  }
  return run_model(model, data, kFeatures, given, step);
}

void check_near(const Numbers& values, const Numbers& expected, double by = 1e-9) {
  REQUIRE(values.size() == expected.size());
  for (size_t i = 0; i < values.size(); ++i) {
    INFO("at " << i);
    CHECK(std::fabs(values[i] - expected[i]) <= by);
  }
}

Numbers without_first(Numbers values) {
  values.erase(values.begin());
  return values;
}

TablePtr csv(std::string_view text) {
  return std::make_shared<const Table>(read_csv(text, "t.csv", {}));
}

}  // namespace

TEST_CASE("regression trees and their pruning are scikit-learn's", "[tree][boosting]") {
  const auto known = test::reference("boosting");
  REQUIRE_FALSE(known["trees"].empty());
  for (const auto& entry : known["trees"]) {
    const auto result = fitted("decision_tree_regressor", entry, false);
    check_near(result.column("rows", "predicted"), entry["predicted"]);
    check_near(result.column("importances", "importance"), entry["importances"]);
    CHECK(result.number("leaves") == entry["leaves"].get<double>());
    CHECK(result.number("r2") == Approx(entry["r2"].get<double>()).epsilon(1e-10));
    nlohmann::json whole = entry;
    whole["ccp_alpha"] = 0.0;
    const auto path = fitted("decision_tree_regressor", whole, false);
    check_near(path.column("pruning", "alpha"), entry["alphas"]);
    check_near(path.column("pruning", "impurity"), entry["impurities"]);
  }
}

TEST_CASE("trees of classes are pruned as scikit-learn prunes them", "[tree][boosting]") {
  const auto known = test::reference("boosting");
  REQUIRE_FALSE(known["classifiers"].empty());
  for (const auto& entry : known["classifiers"]) {
    const auto result = fitted("decision_tree", entry, true, 1e9, {{"min_samples_leaf", 5.0}});
    CHECK(result.number("leaves") == entry["leaves"].get<double>());
    for (size_t i = 0; i < entry["predicted"].size(); ++i) {
      CHECK(result.table("rows").column("predicted").text(i) ==
            "k" + std::to_string(entry["predicted"][i].get<int>()));
    }
    nlohmann::json whole = entry;
    whole["ccp_alpha"] = 0.0;
    const auto path = fitted("decision_tree", whole, true, 1e9, {{"min_samples_leaf", 5.0}});
    check_near(path.column("pruning", "alpha"), entry["alphas"]);
    check_near(path.column("pruning", "impurity"), entry["impurities"]);
  }
}

TEST_CASE("a trace of pruning ends with the root", "[tree][boosting]") {
  const auto entry = test::reference("boosting")["trees"][1];
  const Given prune{{"trace", std::string("prune")}};
  const auto end = fitted("decision_tree_regressor", entry, false, 1e9, prune);
  CHECK(end.number("leaves") == 1);
  const Numbers alphas = end.column("pruning", "alpha"), leaves = end.column("pruning", "leaves");
  for (size_t step = 0; step < alphas.size(); ++step) {
    const auto traced = fitted("decision_tree_regressor", entry, false, double(step), prune);
    CHECK(traced.number("leaves") == leaves[step]);
    nlohmann::json pruned = entry;
    pruned["ccp_alpha"] = alphas[step] * (1 + 1e-9);
    const auto fitted_so = fitted("decision_tree_regressor", pruned, false);
    CHECK(*fitted_so.table("nodes").keys().names() == *traced.table("nodes").keys().names());
    check_near(fitted_so.column("rows", "predicted"), traced.column("rows", "predicted"), 0);
  }
}

TEST_CASE("a tree of numbers grows, and its regions predict what it does", "[tree][boosting]") {
  const TablePtr data = table_of(test::reference("boosting")["trees"][0], false);
  Given given{{"target", data->column("target")}, {"max_depth", 4.0}};
  const auto whole = run_model("decision_tree_regressor", data, {"a", "b"}, given);
  double before = HUGE_VAL;
  for (double step = 0; step <= whole.number("steps"); ++step) {
    const auto tree = run_model("decision_tree_regressor", data, {"a", "b"}, given, step);
    CHECK(tree.number("splits") == step);
    CHECK(tree.number("impurity") <= before);
    CHECK(tree.number("mse") == Approx(tree.number("impurity")));
    before = tree.number("impurity");
  }
  const Table& regions = whole.table("regions");
  for (size_t i = 0; i < data->rows(); ++i) {
    const size_t r = *regions.keys().find(whole.table("rows").column("leaf").text(i));
    CHECK(regions.column("value").numbers()[r] == whole.column("rows", "predicted")[i]);
    CHECK(data->column("a").numbers()[i] <= regions.column("x2").numbers()[r]);
    CHECK(data->column("a").numbers()[i] > regions.column("x").numbers()[r]);
  }
}

TEST_CASE("boosted numbers are scikit-learn's at every stage", "[boosting]") {
  const auto known = test::reference("boosting");
  REQUIRE_FALSE(known["regressors"].empty());
  for (const auto& entry : known["regressors"]) {
    const auto result = fitted("gradient_boosting_regressor", entry, false);
    check_near(without_first(result.column("all", "mse")), entry["mse"]);
    check_near(result.column("importances", "importance"), entry["importances"]);
    for (const auto& [stage, predicted] : entry["at"].items()) {
      const auto at = fitted("gradient_boosting_regressor", entry, false, std::stod(stage));
      check_near(at.column("rows", "predicted"), predicted);
    }
    CHECK(result.number("mse") == Approx(entry["mse"].back().get<double>()));
    const auto start = fitted("gradient_boosting_regressor", entry, false, 0);
    CHECK(start.number("r2") == Approx(0).margin(1e-12));
    CHECK(start.table("nodes").rows() == 0);
  }
}

TEST_CASE("boosted classes are scikit-learn's at every stage", "[boosting]") {
  const auto known = test::reference("boosting");
  REQUIRE_FALSE(known["boosted"].empty());
  for (const auto& entry : known["boosted"]) {
    const auto result = fitted("gradient_boosting", entry, true);
    check_near(without_first(result.column("all", "loss")), entry["loss"]);
    check_near(without_first(result.column("all", "accuracy")), entry["accuracy"], 0);
    check_near(result.column("importances", "importance"), entry["importances"]);
    for (const auto& [stage, predicted] : entry["at"].items()) {
      for (size_t k = 0; k < predicted[0].size(); ++k) {
        Numbers wanted;
        for (const auto& row : predicted) wanted.push_back(row[k]);
        const auto at = fitted("gradient_boosting", entry, true, std::stod(stage),
                               {{"positive", "k" + std::to_string(k)}});
        check_near(at.column("rows", "probability"), wanted);
      }
    }
  }
}

TEST_CASE("naive Bayes is scikit-learn's", "[bayes]") {
  const auto known = test::reference("boosting");
  REQUIRE_FALSE(known["bayes"].empty());
  for (const auto& entry : known["bayes"]) {
    const auto result = fitted("naive_bayes", entry, true);
    check_near(result.column("classes", "prior"), entry["prior"], 1e-14);
    Numbers theta, var;
    for (const auto& row : entry["theta"]) theta.insert(theta.end(), row.begin(), row.end());
    for (const auto& row : entry["var"]) var.insert(var.end(), row.begin(), row.end());
    check_near(result.column("normals", "mean"), theta, 1e-12);
    check_near(result.column("normals", "variance"), var, 1e-12);
    for (size_t k = 0; k < entry["proba"][0].size(); ++k) {
      Numbers wanted;
      for (const auto& row : entry["proba"]) wanted.push_back(row[k]);
      const auto of_class =
          fitted("naive_bayes", entry, true, 1e9, {{"positive", "k" + std::to_string(k)}});
      check_near(of_class.column("rows", "probability"), wanted, 1e-11);
    }
  }
}

TEST_CASE("rows in another order, or scaled, are learnt alike", "[boosting][bayes]") {
  const auto& all = test::reference("boosting");
  const TablePtr data = table_of(all["boosted"][0], true);
  const auto mixed =
      std::make_shared<const Table>(data->select(Random(3).permutation(data->rows())));
  for (const std::string name : {"gradient_boosting", "naive_bayes"}) {
    const auto one = run_model(name, data, kFeatures, {{"target", data->column("target")}});
    const auto other = run_model(name, mixed, kFeatures, {{"target", mixed->column("target")}});
    CHECK(one.number("loss") == Approx(other.number("loss")).epsilon(1e-9));
    Numbers larger;
    for (const double value : data->column("a").numbers()) larger.push_back(1024 * value);
    const auto scaled = std::make_shared<const Table>(data->with("a", Column::numbers(larger)));
    const auto of_scaled = run_model(
        name, scaled, kFeatures, {{"target", scaled->column("target")}, {"var_smoothing", 0.0}});
    const auto plain = run_model(name, data, kFeatures,
                                 {{"target", data->column("target")}, {"var_smoothing", 0.0}});
    CHECK(of_scaled.number("loss") == Approx(plain.number("loss")).epsilon(1e-9));
  }
}

TEST_CASE("what is poor in rows or in values is learnt as it is", "[boosting][bayes]") {
  const TablePtr one = csv("a,b,c,target\n1,2,3,4\n");
  const auto tree =
      run_model("decision_tree_regressor", one, kFeatures, {{"target", one->column("target")}});
  CHECK(tree.number("leaves") == 1);
  CHECK(std::isnan(tree.number("r2")));  // as scikit-learn has it of one row
  CHECK(tree.table("pruning").rows() == 1);
  const auto sum =
      run_model("gradient_boosting_regressor", one, kFeatures, {{"target", one->column("target")}});
  CHECK(sum.number("mse") == 0);
  const TablePtr same = csv("a,target\n1,x\n1,y\n1,y\n");
  const auto boosted =
      run_model("gradient_boosting", same, {"a"}, {{"target", same->column("target")}});
  CHECK(boosted.number("accuracy") == Approx(2.0 / 3));
  CHECK(boosted.column("rows", "probability")[0] == Approx(2.0 / 3));
}

TEST_CASE("part of the rows a stage, drawn by the seed", "[boosting]") {
  const auto entry = test::reference("boosting")["regressors"][0];
  const auto loss = [&](double seed) {
    return fitted("gradient_boosting_regressor", entry, false, 1e9,
                  {{"subsample", 0.5}, {"seed", seed}})
        .number("mse");
  };
  CHECK(loss(1) == loss(1));
  CHECK(loss(1) != loss(2));
}

TEST_CASE("what cannot be learnt is told where it stands", "[boosting][bayes]") {
  const auto message = [](const std::string& model, const TablePtr& data, Given given = {}) {
    given["target"] = data->column("target");
    return mistake_of(model, data, {"a"}, given).message;
  };
  const TablePtr words = csv("a,target\n1,x\n2,x\n");
  CHECK(message("gradient_boosting", words) ==
        "gradient_boosting needs two classes, but column \"target\" has only \"x\"");
  CHECK(message("decision_tree_regressor", words) ==
        "column \"target\" holds texts, and this model predicts a number");
  const TablePtr gap = csv("a,target\n1,2\n2,\n");
  CHECK(message("gradient_boosting_regressor", gap) ==
        "t.csv:3:2: column \"target\" has no value here");
  const TablePtr flat = csv("a,target\n1,x\n1,y\n");
  CHECK(message("naive_bayes", flat) == "column \"a\" does not vary, and nor does any other");
  std::string tenths = "a,target\n";  // whose sums are rounded
  for (int i = 0; i < 30; ++i) tenths += i % 3 == 0 ? "0.1,x\n" : "0.1,y\n";
  CHECK(message("naive_bayes", csv(tenths)) == message("naive_bayes", flat));
  const TablePtr two = csv("a,target\n1,cat\n2,dog\n4,cat\n5,dog\n");
  CHECK(message("naive_bayes", two, {{"positive", std::string("dgo")}}) ==
        "the target has no value \"dgo\"; did you mean \"dog\"?");
  CHECK(message("gradient_boosting", two, {{"positive", std::string("cow")}}) ==
        "the target has no value \"cow\"");
}

}  // namespace lantern::test::boosting_test
