#include <cmath>

#include <catch2/catch.hpp>

#include "core/base/random.h"
#include "core/data/csv.h"
#include "core/models/model.h"
#include "tests/core/model_results.h"
#include "tests/core/reference.h"

namespace lantern::test::split_gain_test {
namespace {

using Given = std::map<std::string, FieldValue>;

TablePtr table_of(const nlohmann::json& entry) {
  std::vector<double> a, b;
  std::vector<std::string> kind;
  for (const auto& row : entry["x"]) {
    a.push_back(row[0]);
    b.push_back(row[1]);
  }
  for (const int one : entry["y"]) kind.push_back("k" + std::to_string(one));
  return std::make_shared<const Table>(
      "", Keys::numbered(a.size()), std::vector<std::string>{"a", "b", "kind"},
      std::vector<Column>{Column::numbers(a), Column::numbers(b), Column::texts(kind)});
}

ModelResult gains(const TablePtr& data, const std::vector<std::string>& features,
                  Given given = {}) {
  given["target"] = data->column("kind");
  return run_model("split_gain", data, features, std::move(given));
}

}  // namespace

TEST_CASE("gains are those worked out from the counts, and the best is scikit-learn's",
          "[models][split]") {
  const auto cases = test::reference("splits")["splits"];
  REQUIRE(cases.size() == 4);
  for (const auto& entry : cases) {
    const std::string criterion = entry["criterion"];
    const auto result = gains(table_of(entry), {"a", "b"}, {{"criterion", criterion}});
    CHECK(result.number("parent") == Approx(entry["parent"].get<double>()).epsilon(1e-12));
    const Table& all = result.table("all");
    REQUIRE(all.rows() == entry["splits"].size());
    for (size_t i = 0; i < all.rows(); ++i) {
      const auto& wanted = entry["splits"][i];
      CHECK(all.column("feature").text(i) == (wanted[0] == 0 ? "a" : "b"));
      CHECK(all.column("threshold").numbers()[i] == Approx(wanted[1].get<double>()).epsilon(1e-12));
      CHECK(all.column("left_count").numbers()[i] == wanted[2].get<double>());
      CHECK(all.column("left").numbers()[i] == Approx(wanted[3].get<double>()).margin(1e-13));
      CHECK(all.column("right").numbers()[i] == Approx(wanted[4].get<double>()).margin(1e-13));
      CHECK(all.column("gain").numbers()[i] == Approx(wanted[5].get<double>()).margin(1e-13));
    }
    const Table& best = result.table("best");
    CHECK(best.column("feature").text(0) == (entry["best"] == 0 ? "a" : "b"));
    CHECK(best.column("threshold").numbers()[0] ==
          Approx(entry["threshold"].get<double>()).margin(1e-6));
    CHECK(best.column("left").numbers()[0] ==
          Approx(entry["impurity"][1].get<double>()).margin(1e-12));
    CHECK(result.number("gain") == best.column("gain").numbers()[0]);
  }
}

TEST_CASE("of a threshold, the sides and what it is worth are told", "[models][split]") {
  const TablePtr data = std::make_shared<const Table>(
      read_csv("a,kind\n1,x\n2,x\n3,y\n4,y\n5,y\n6,x\n7,y\n8,y\n", "t.csv", {}));
  const auto result =
      gains(data, {"a"}, {{"criterion", std::string("entropy")}, {"threshold", 2.5}});
  CHECK(result.number("left") == 0);
  CHECK(result.number("left_count") == 2);
  CHECK(result.number("right") == Approx(0.6500224216483541));
  CHECK(result.number("gain") == Approx(0.954434002924965 - 0.75 * 0.6500224216483541));
  CHECK(result.table("rows").column("side").text(1) == "left");
  CHECK(result.table("rows").column("side").text(2) == "right");
  CHECK(result.table("best").column("threshold").numbers()[0] == 2.5);
  const auto none = gains(data, {"a"}, {{"threshold", 0.0}});
  CHECK(none.number("left_count") == 0);
  CHECK(none.number("gain") == 0);
}

TEST_CASE("rows that nothing parts have no gain", "[models][split]") {
  const TablePtr data = std::make_shared<const Table>(read_csv("a,kind\n1,x\n1,y\n", "t.csv", {}));
  const auto result = gains(data, {"a"});
  CHECK(result.table("all").rows() == 0);
  CHECK(result.number("gain") == 0);
  CHECK(std::isinf(result.number("threshold")));
  CHECK(result.number("left_count") == 2);
}

TEST_CASE("a threshold is of one feature", "[models][split]") {
  const TablePtr data =
      std::make_shared<const Table>(read_csv("a,b,kind\n1,1,x\n2,3,y\n", "t.csv", {}));
  CHECK(mistake_of("split_gain", data, {"a", "b"},
                   {{"target", data->column("kind")}, {"threshold", 1.0}})
            .message == "a threshold is of one feature, and there are 2");
  CHECK(mistake_of("split_gain", data, {}, {{"target", data->column("kind")}}).message ==
        "there is nothing to split by");
}

TEST_CASE("the order of rows does not matter to a split, nor their number", "[models][split]") {
  const TablePtr data = table_of(test::reference("splits")["splits"][2]);
  Random random(4);
  const auto once = gains(data, {"a", "b"});
  const auto mixed = std::make_shared<const Table>(data->select(random.permutation(data->rows())));
  std::vector<std::uint32_t> twice;
  for (std::uint32_t i = 0; i < data->rows(); ++i) twice.insert(twice.end(), {i, i});
  std::vector<Column> columns;
  for (const Column& column : data->columns()) columns.push_back(column.select(twice));
  const auto doubled =
      std::make_shared<const Table>("", Keys::numbered(twice.size()), data->names(), columns);
  CHECK(gains(mixed, {"a", "b"}).number("gain") == once.number("gain"));
  CHECK(gains(doubled, {"a", "b"}).number("gain") == Approx(once.number("gain")).epsilon(1e-13));
  CHECK(gains(doubled, {"a", "b"}).number("threshold") == once.number("threshold"));
}

TEST_CASE("impurities of counts are SciPy's", "[models][split]") {
  const auto known = test::reference("splits");
  REQUIRE_FALSE(known["counts"].empty());
  for (const auto& entry : known["counts"]) {
    const auto result = run_model("impurity", nullptr, {},
                                  {{"counts", entry["counts"].get<std::vector<double>>()}});
    CHECK(result.number("entropy") == Approx(entry["entropy"].get<double>()).margin(1e-13));
    CHECK(result.number("gini") == Approx(entry["gini"].get<double>()).margin(1e-13));
  }
  const auto none = run_model("impurity", nullptr, {}, {{"counts", std::vector<double>{0, 0}}});
  CHECK(none.number("entropy") == 0);
  CHECK(none.number("gini") == 0);
}

TEST_CASE("impurities of rows, and mistakes", "[models][split]") {
  const TablePtr data = std::make_shared<const Table>(read_csv("kind\nx\ny\nx\nx\n", "t.csv", {}));
  const auto result = run_model("impurity", data, {}, {{"target", data->column("kind")}});
  CHECK(result.number("count") == 4);
  CHECK(result.number("error") == 0.25);
  CHECK(result.number("entropy") == Approx(0.8112781244591328));
  CHECK(result.table("rows").keys()[0] == "x");
  CHECK(result.table("rows").column("bits").numbers()[1] == 0.5);
  const auto message = [](Given given) {
    return mistake_of("impurity", nullptr, {}, given).message;
  };
  CHECK(message({{"counts", std::vector<double>{-1}}}) == "-1 is no number of rows");
  CHECK(message({{"counts", std::vector<double>{1}},
                 {"classes", std::vector<std::string>{"a", "b"}}}) ==
        "1 counts, but 2 classes are named");
}

TEST_CASE("juries are SciPy's binomial sums", "[models][condorcet]") {
  const auto known = test::reference("splits");
  REQUIRE_FALSE(known["juries"].empty());
  for (const auto& entry : known["juries"]) {
    INFO(entry);
    const auto result =
        run_model("condorcet", nullptr, {},
                  {{"voters", entry["voters"].get<double>()}, {"p", entry["p"].get<double>()}});
    const double strict = entry["strict"], tie = entry["tie"];
    CHECK(result.number("strict") == Approx(strict).margin(1e-14).epsilon(1e-11));
    CHECK(result.number("tie") == Approx(tie).margin(1e-14).epsilon(1e-11));
    CHECK(result.number("probability") == Approx(strict + tie / 2).margin(1e-14).epsilon(1e-11));
    const Table& all = result.table("all");
    CHECK(all.column("probability").numbers().back() ==
          Approx(result.number("probability")).margin(1e-13));
  }
  const auto eleven = run_model("condorcet", nullptr, {}, {{"voters", 11.0}, {"p", 0.6}});
  CHECK(std::fabs(eleven.number("probability") - 0.753498) < 5e-7);
  CHECK(eleven.table("all").rows() == 6);
  CHECK(eleven.table("rows").column("majority").text(5) == "false");
  CHECK(eleven.table("rows").column("majority").text(6) == "true");
}

TEST_CASE("a share of the rows is drawn anew, the same ones first", "[models][perturb]") {
  std::string csv = "a,b,kind\n";
  for (int i = 0; i < 40; ++i) {
    csv += std::to_string(i) + "," + std::to_string(100 * (i % 7)) + ",x\n";
  }
  const auto data = std::make_shared<const Table>(read_csv(csv, "t.csv", {}));
  const std::vector<Column> columns{data->column("a")};
  const auto at = [&](double share) {
    return run_model("perturb", data, {}, {{"columns", columns}, {"share", share}});
  };
  const auto few = at(0.1), many = at(0.5), none = at(0);
  CHECK(few.number("count") == 4);
  CHECK(many.number("count") == 20);
  for (size_t i = 0; i < 40; ++i) {
    const double before = data->column("a").numbers()[i];
    const double now = many.table("rows").column("a").numbers()[i];
    CHECK((many.table("rows").column("perturbed").text(i) == "true") == (before != now));
    CHECK(none.table("rows").column("a").numbers()[i] == before);
    CHECK(many.table("rows").column("b").numbers()[i] == data->column("b").numbers()[i]);
    const double less = few.table("rows").column("a").numbers()[i];
    CHECK((less == before || less == now));
  }
  CHECK(mistake_of("perturb", data, {}, {{"columns", std::vector<Column>{data->column("kind")}}})
            .message == "noise is added to numbers, and column \"kind\" holds texts");
}

TEST_CASE("a forest tells what each of its trees is worth", "[models][tree]") {
  const TablePtr data = table_of(test::reference("splits")["splits"][1]);
  const auto forest = run_model("random_forest", data, {"a", "b"},
                                {{"target", data->column("kind")}, {"n_estimators", 5.0}});
  const Table &trees = forest.table("trees"), &parts = forest.table("tree_importances");
  const Table &votes = forest.table("votes"), &nodes = forest.table("nodes");
  REQUIRE(trees.rows() == 5);
  REQUIRE(parts.rows() == 10);
  std::vector<double> hits(5, 0), leaves(5, 0), means(2, 0);
  for (size_t i = 0; i < votes.rows(); ++i) {
    const size_t row = *data->keys().find(votes.column("row").text(i));
    const bool right = votes.column("vote").text(i) == data->column("kind").text(row);
    hits[size_t(votes.column("tree").numbers()[i]) - 1] += right;
  }
  for (size_t i = 0; i < nodes.rows(); ++i) {
    leaves[size_t(nodes.column("tree").numbers()[i]) - 1] += nodes.column("leaf").numbers()[i];
  }
  for (size_t t = 0; t < 5; ++t) {
    CHECK(trees.column("accuracy").numbers()[t] == hits[t] / double(data->rows()));
    CHECK(trees.column("leaves").numbers()[t] == leaves[t]);
    const auto importance = parts.column("importance").numbers();
    CHECK(importance[2 * t] + importance[2 * t + 1] == Approx(1));
    for (size_t j = 0; j < 2; ++j) means[j] += importance[2 * t + j] / 5;
  }
  CHECK(forest.column("importances", "importance")[0] == Approx(means[0]));
  CHECK(parts.keys()[1] == "1/b");
}

}  // namespace lantern::test::split_gain_test
