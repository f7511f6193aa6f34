#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include "core/data/csv.h"
#include "core/diagnostics/diagnostics.h"
#include "core/models/model.h"
#include "core/models/tree_fit.h"
#include "tests/core/records.h"
#include "tests/core/reference.h"

namespace lantern::test::tree_test {
namespace {

ClassSamples samples_of(const nlohmann::json& entry) {
  ClassSamples out;
  out.features = entry["x"][0].size();
  for (const auto& row : entry["x"]) {
    for (const double value : row) out.values.push_back(value);
  }
  out.target = entry["y"].get<std::vector<int>>();
  out.classes = size_t(*std::max_element(out.target.begin(), out.target.end())) + 1;
  return out;
}

/// Compares from a node on, in preorder.
void check_node(const Tree& tree, int node, const nlohmann::json& expected, size_t& next) {
  REQUIRE(next < expected.size());
  const auto& wanted = expected[next++];
  const TreeNode& found = tree[size_t(node)];
  CHECK(found.rows == wanted["count"].get<double>());
  CHECK(found.impurity == Approx(wanted["impurity"].get<double>()).margin(1e-12));
  REQUIRE(found.feature == wanted["feature"].get<int>());
  if (found.leaf()) return;
  CHECK(found.threshold == Approx(wanted["threshold"].get<double>()).margin(1e-6));
  check_node(tree, found.left, expected, next);
  check_node(tree, found.right, expected, next);
}

Table flowers(bool roses = true) {
  std::string csv = "id,a,b,c,kind\n";
  Random random(11);
  for (int i = 0; i < 90; ++i) {
    const double a = random.normal(), b = random.normal(), c = random.normal();
    const char* kind =
        a + b / 2 + random.normal() / 2 > 0 ? (roses && c > 0.5 ? "rose" : "tulip") : "lily";
    csv += "f" + std::to_string(i) + "," + std::to_string(a) + "," + std::to_string(b) + "," +
           std::to_string(c) + "," + kind + "\n";
  }
  return read_csv(csv, "flowers.csv", {"id"});
}

struct Fitted {
  const ModelType* model;
  Outputs outputs;
  double number(std::string_view name) const { return std::get<double>(value(name)); }
  const Table& table(std::string_view name) const { return *std::get<TablePtr>(value(name)); }
  const Value& value(std::string_view name) const {
    for (size_t i = 0; i < outputs.size(); ++i) {
      if (model->outputs[i].name == name) return outputs[i];
    }
    throw std::logic_error("no such output");
  }
};

Fitted fit(const std::string& name, const Table& data, std::map<std::string, FieldValue> given) {
  Fitted out{find_model(name), {}};
  const auto table = std::make_shared<const Table>(data);
  given["data"] = TablePtr(table);
  given["features"] =
      std::vector<Column>{table->column("a"), table->column("b"), table->column("c")};
  given["target"] = table->column("kind");
  if (!given.count("criterion")) given["criterion"] = std::string("gini");
  out.outputs = test::compute(*out.model, test::make_record(out.model->kind, given));
  return out;
}

/// The class and distribution that a table of nodes gives a row, walked by its keys.
std::string leaf_of(const Table& nodes, std::string key, const Table& data, size_t row) {
  while (true) {
    const size_t at = *nodes.keys().find(key);
    if (nodes.column("leaf").numbers()[at] != 0) return key;
    const std::string feature = nodes.column("feature").text(at);
    const double value = data.column(feature).numbers()[row];
    key += value <= nodes.column("threshold").numbers()[at] ? "l" : "r";
  }
}

}  // namespace

TEST_CASE("trees are scikit-learn's where no splits compete", "[tree]") {
  const auto cases = test::reference("trees");
  REQUIRE(cases.size() == 12);
  for (const auto& entry : cases) {
    TreeOptions options;
    options.entropy = entry["criterion"] == "entropy";
    options.max_depth = entry["max_depth"];
    options.min_samples_leaf = entry["min_samples_leaf"];
    const ClassSamples samples = samples_of(entry);
    const std::vector<std::uint32_t> rows = entry["rows"];
    Random random(1);
    const Tree tree = fit_tree(samples, rows, options, random);
    size_t next = 0;
    check_node(tree, 0, entry["nodes"], next);
    CHECK(next == entry["nodes"].size());
    const std::vector<double> importances = entry["importances"];
    const auto found = importances_of(tree, samples.features);
    for (size_t j = 0; j < importances.size(); ++j) {
      CHECK(found[j] == Approx(importances[j]).margin(1e-9));
    }
  }
}

TEST_CASE("among equally good splits the first feature's lowest is taken", "[tree]") {
  const ClassSamples samples{2, 2, {1, 1, 2, 2, 3, 3, 4, 4}, {0, 0, 1, 1}};
  const std::vector<std::uint32_t> rows{0, 1, 2, 3};
  Random random(1);
  const Tree tree = fit_tree(samples, rows, {}, random);
  CHECK(tree[0].feature == 0);
  CHECK(tree[0].threshold == 2.5);
  const ClassSamples mixed{1, 2, {1, 2, 3, 4}, {0, 1, 0, 1}};
  CHECK(fit_tree(mixed, rows, {}, random)[0].threshold == 1.5);
}

TEST_CASE("what cannot be divided is a leaf", "[tree]") {
  Random random(1);
  const std::vector<std::uint32_t> rows{0, 1, 2, 3};
  CHECK(fit_tree({1, 2, {5, 5, 5, 5}, {0, 1, 0, 1}}, rows, {}, random).size() == 1);
  CHECK(fit_tree({1, 1, {1, 2, 3, 4}, {0, 0, 0, 0}}, rows, {}, random).size() == 1);
  CHECK(fit_tree({0, 2, {}, {0, 1, 1, 1}}, rows, {}, random)[0].majority() == 1);
  TreeOptions options;
  options.min_samples_leaf = 2;
  const Tree tree = fit_tree({1, 2, {1, 2, 3, 4}, {0, 1, 1, 1}}, rows, options, random);
  CHECK(tree[0].threshold == 2.5);
}

TEST_CASE("a tree's tables agree with each other", "[tree]") {
  const Table data = flowers();
  const Fitted tree = fit("decision_tree", data, {{"max_depth", 3.0}});
  const Table& nodes = tree.table("nodes");
  CHECK(nodes.keys()[0] == "r");
  CHECK(nodes.column("count").numbers()[0] == 90);
  CHECK(tree.number("depth") == 3);
  CHECK(tree.number("splits") == tree.number("leaves") - 1);
  double hits = 0;
  const Table& rows = tree.table("rows");
  for (size_t i = 0; i < data.rows(); ++i) {
    const std::string leaf = leaf_of(nodes, "r", data, i);
    CHECK(rows.column("leaf").text(i) == leaf);
    CHECK(rows.column("predicted").text(i) == nodes.column("class").text(*nodes.keys().find(leaf)));
    hits += rows.column("predicted").text(i) == data.column("kind").text(i);
  }
  CHECK(tree.number("accuracy") == hits / 90);
}

namespace {

/// A tree of the features a and b as of a step.
Fitted tree_of_two(const Table& data, const std::string& trace, double step) {
  Fitted out{find_model("decision_tree"), {}};
  const auto table = std::make_shared<const Table>(data);
  out.outputs = test::compute(
      *out.model,
      test::make_record(out.model->kind,
                        {{"data", TablePtr(table)},
                         {"features", std::vector<Column>{table->column("a"), table->column("b")}},
                         {"target", table->column("kind")},
                         {"criterion", std::string("entropy")},
                         {"trace", trace},
                         {"max_depth", 4.0}}),
      step);
  return out;
}

double width(const Table& table, size_t row, const char* from, const char* to, double least,
             double most) {
  return std::min(most, table.column(to).numbers()[row]) -
         std::max(least, table.column(from).numbers()[row]);
}

}  // namespace

TEST_CASE("a tree grows split by split and level by level", "[tree]") {
  const Table data = flowers();
  const Fitted whole = tree_of_two(data, "split", 1e9);
  double before = HUGE_VAL;
  for (double step = 0; step <= whole.number("steps"); ++step) {
    const Fitted tree = tree_of_two(data, "split", step);
    CHECK(tree.number("splits") == step);
    CHECK(tree.table("nodes").rows() == 2 * size_t(step) + 1);
    CHECK(tree.table("all_nodes").rows() == whole.table("nodes").rows());
    CHECK(tree.number("impurity") <= before);
    before = tree.number("impurity");
  }
  const Fitted root = tree_of_two(data, "split", 0);
  CHECK(root.table("nodes").column("leaf").numbers()[0] == 1);
  CHECK(root.number("impurity") == root.table("nodes").column("impurity").numbers()[0]);
  const Fitted level = tree_of_two(data, "level", 2);
  CHECK(level.number("steps") == whole.number("depth"));
  CHECK(level.number("depth") == 2);
  for (size_t i = 0; i < level.table("nodes").rows(); ++i) {
    CHECK(level.table("nodes").keys()[i] == whole.table("nodes").keys()[i]);
  }
}

TEST_CASE("regions part the plane as the leaves part the rows", "[tree]") {
  const Table data = flowers();
  for (const double step : {0.0, 1.0, 3.0, 1e9}) {
    const Fitted tree = tree_of_two(data, "split", step);
    const Table &regions = tree.table("regions"), &cuts = tree.table("cuts");
    CHECK(double(regions.rows()) == tree.number("leaves"));
    CHECK(double(cuts.rows()) == tree.number("splits"));
    double area = 0;
    for (size_t r = 0; r < regions.rows(); ++r) {
      area += std::max(0.0, width(regions, r, "x", "x2", -10, 10)) *
              std::max(0.0, width(regions, r, "y", "y2", -10, 10));
    }
    CHECK(area == Approx(400));
    for (size_t i = 0; i < data.rows(); ++i) {
      const size_t r = *regions.keys().find(tree.table("rows").column("leaf").text(i));
      const double a = data.column("a").numbers()[i], b = data.column("b").numbers()[i];
      CHECK((a > regions.column("x").numbers()[r] && a <= regions.column("x2").numbers()[r]));
      CHECK((b > regions.column("y").numbers()[r] && b <= regions.column("y2").numbers()[r]));
      CHECK(regions.column("class").text(r) == tree.table("rows").column("predicted").text(i));
    }
    for (size_t c = 0; c < cuts.rows(); ++c) {
      const bool upright = cuts.column("feature").text(c) == "a";
      CHECK(cuts.column(upright ? "x" : "y").numbers()[c] == cuts.column("threshold").numbers()[c]);
      CHECK(width(cuts, c, "x", "x2", -1e9, 1e9) * width(cuts, c, "y", "y2", -1e9, 1e9) == 0);
    }
  }
}

TEST_CASE("a row's way through a tree ends in its leaf", "[tree]") {
  const Table data = flowers();
  const Fitted tree = tree_of_two(data, "split", 1e9);
  const ModelType& model = *find_model("decision_path");
  const auto predict = std::make_shared<const Table>(data);
  for (size_t i = 0; i < data.rows(); i += 7) {
    const RecordValue record =
        test::make_record(model.kind, {{"data", std::get<TablePtr>(tree.value("nodes"))},
                                       {"predict", TablePtr(predict)},
                                       {"row", data.keys()[i]}});
    const Fitted end{&model, test::compute(model, record)};
    CHECK(std::get<std::string>(end.value("node")) == tree.table("rows").column("leaf").text(i));
    CHECK(std::get<std::string>(end.value("class")) ==
          tree.table("rows").column("predicted").text(i));
    CHECK(std::get<bool>(end.value("arrived")));
    const Table& all = end.table("all");
    for (size_t step = 0; step + 1 < all.rows(); ++step) {
      const std::string feature = all.column("feature").text(step);
      CHECK(all.column("value").numbers()[step] == data.column(feature).numbers()[i]);
      CHECK(all.keys()[step + 1] == all.keys()[step] + all.column("side").text(step)[0]);
    }
    const Fitted start{&model, test::compute(model, record, 0)};
    CHECK(std::get<std::string>(start.value("node")) == "r");
    CHECK(std::get<bool>(start.value("arrived")) == (all.rows() == 1));
  }
}

TEST_CASE("a forest's votes and out-of-bag score follow from its draws and nodes", "[tree]") {
  const Table data = flowers(false);
  const Fitted forest =
      fit("random_forest", data, {{"n_estimators", 9.0}, {"max_depth", 2.0}, {"seed", 3.0}});
  const Table &draws = forest.table("draws"), &nodes = forest.table("nodes");
  const Table& votes = forest.table("votes");
  REQUIRE(draws.rows() == 9 * 90);
  REQUIRE(votes.rows() == 9 * 90);
  std::map<int, std::multiset<std::string>> bags;
  for (size_t i = 0; i < draws.rows(); ++i) {
    const std::string source = draws.column("source").text(i);
    bags[int(draws.column("tree").numbers()[i])].insert(source);
    CHECK(draws.column("kind").text(i) == data.column("kind").text(*data.keys().find(source)));
  }
  const std::vector<std::string> classes{"lily", "tulip"};
  double hits = 0, judged = 0;
  for (size_t i = 0; i < data.rows(); ++i) {
    std::map<std::string, int> said;
    double lilies = 0;  // mean share of that class in the leaves of trees that did not see the row
    int trees = 0;
    for (int t = 1; t <= 9; ++t) {
      const std::string prefix = std::to_string(t) + "/";
      const std::string leaf = leaf_of(nodes, prefix + "r", data, i);
      const size_t at = *nodes.keys().find(leaf);
      const std::string kind = nodes.column("class").text(at);
      const double share = nodes.column("share").numbers()[at];
      const std::string ballot = data.keys()[i] + "/" + std::to_string(t);
      CHECK(votes.column("vote").text(*votes.keys().find(ballot)) == kind);
      ++said[kind];
      if (bags[t].count(data.keys()[i]) == 0) {
        lilies += kind == "lily" ? share : 1 - share;
        ++trees;
      }
    }
    const std::string majority = forest.table("rows").column("majority").text(i);
    for (const std::string& kind : classes) CHECK(said[majority] >= said[kind]);
    if (trees == 0) continue;
    judged += 1;
    hits += (lilies / trees >= 0.5 ? "lily" : "tulip") == data.column("kind").text(i);
  }
  CHECK(judged > 80);
  CHECK(forest.number("oob_score") == Approx(hits / judged).epsilon(1e-12));
}

TEST_CASE("importances of a forest are parts of one whole, trees that ask nothing or not",
          "[tree]") {
  // Of four rows, some bags have one class only.
  const Table few = read_csv(
      "id,a,b,c,kind\nw,1,5,2,lily\nx,2,4,2,lily\ny,3,1,2,rose\nz,4,2,2,rose\n", "few.csv", {"id"});
  const Fitted forest = fit("random_forest", few, {{"n_estimators", 12.0}, {"seed", 1.0}});
  const auto roots = forest.table("nodes").column("depth").numbers();
  const auto leaf = forest.table("nodes").column("leaf").numbers();
  int silent = 0;
  for (size_t i = 0; i < roots.size(); ++i) silent += roots[i] == 0 && leaf[i] != 0;
  REQUIRE(silent > 0);
  const auto found = forest.table("importances").column("importance").numbers();
  CHECK(found[0] + found[1] + found[2] == Approx(1));
  CHECK(found[2] == 0);
  // Where no tree asks anything, nothing is important.
  const Table same = read_csv("id,a,b,c,kind\nx,1,1,1,lily\ny,1,1,1,rose\n", "same.csv", {"id"});
  const Fitted none = fit("random_forest", same, {{"n_estimators", 3.0}});
  for (const double one : none.table("importances").column("importance").numbers()) CHECK(one == 0);
}

TEST_CASE("the first trees of a forest do not depend on how many follow", "[tree]") {
  const Table data = flowers();
  const Fitted few = fit("random_forest", data, {{"n_estimators", 3.0}, {"max_depth", 3.0}});
  const Fitted many = fit("random_forest", data, {{"n_estimators", 8.0}, {"max_depth", 3.0}});
  const Table &a = few.table("nodes"), &b = many.table("nodes");
  for (size_t i = 0; i < a.rows(); ++i) {
    CHECK(a.keys()[i] == b.keys()[i]);
    CHECK(a.column("count").numbers()[i] == b.column("count").numbers()[i]);
  }
  CHECK(fit("random_forest", data, {{"n_estimators", 3.0}, {"seed", 1.0}})
            .table("draws")
            .column("source")
            .content_hash() != few.table("draws").column("source").content_hash());
}

}  // namespace lantern::test::tree_test
