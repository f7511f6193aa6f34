#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "core/data/csv.h"
#include "core/diagnostics/diagnostics.h"
#include "core/models/model.h"
#include "tests/core/records.h"

namespace lantern::test::split_test {
namespace {

using Numbers = std::vector<double>;
using Strings = std::vector<std::string>;

Table animals(size_t cats, size_t dogs) {
  Strings kinds(cats, "cat");
  kinds.insert(kinds.end(), dogs, "dog");
  return Table("", Keys::numbered(kinds.size()), {"kind"}, {Column::texts(kinds)});
}

Table split(const Table& data, const Strings& parts, const Numbers& sizes, double seed = 0,
            bool stratify = false) {
  const ModelType* model = find_model("train_test_split");
  const auto table = std::make_shared<const Table>(data);
  std::map<std::string, FieldValue> given{
      {"data", TablePtr(table)}, {"parts", parts}, {"sizes", sizes}, {"seed", seed}};
  if (stratify) given["stratify"] = table->column("kind");
  return *std::get<TablePtr>(test::compute(*model, test::make_record(model->kind, given))[0]);
}

std::map<std::string, int> tally(const Table& table, const std::string& kind = "") {
  std::map<std::string, int> out;
  for (size_t i = 0; i < table.rows(); ++i) {
    if (kind.empty() || table.column("kind").text(i) == kind) ++out[table.column("part").text(i)];
  }
  return out;
}

std::string message_of(const Strings& parts, const Numbers& sizes) {
  try {
    split(animals(5, 5), parts, sizes);
  } catch (const SceneError& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("parts have the sizes that were asked for", "[split]") {
  const Table table = split(animals(40, 22), {"train", "validation", "test"}, {30, 16, 16}, 7);
  CHECK(tally(table) ==
        std::map<std::string, int>{{"train", 30}, {"validation", 16}, {"test", 16}});
  const Table shares = split(animals(7, 3), {"a", "b", "c"}, {0.5, 0.25, 0.25});
  CHECK(tally(shares) == std::map<std::string, int>{{"a", 5}, {"b", 3}, {"c", 2}});
  CHECK(tally(split(animals(7, 3), {"a"}, {4}))[""] == 6);  // the rest has no part
}

TEST_CASE("two parts have the sizes that scikit-learn gives them", "[split]") {
  struct Case {
    size_t rows;
    double train, test;
    int in_train, in_test;
  };
  // train_test_split(range(rows), train_size=train, test_size=test) of scikit-learn 1.2
  for (const auto& [rows, train, test, in_train, in_test] :
       {Case{4, 0.9, 0.1, 3, 1}, Case{10, 0.75, 0.25, 7, 3}, Case{10, 0.8, 2, 8, 2},
        Case{10, 2, 0.8, 2, 8}, Case{10, 1, 0.5, 1, 5}, Case{11, 0.5, 0.5, 5, 6},
        Case{10, 0.33, 0.33, 3, 4}, Case{150, 0.7, 0.3, 105, 45}, Case{3, 0.5, 0.5, 1, 2}}) {
    auto counts = tally(split(animals(rows, 0), {"train", "test"}, {train, test}));
    INFO(rows << " " << train << " " << test);
    CHECK(counts["train"] == in_train);
    CHECK(counts["test"] == in_test);
  }
}

TEST_CASE("strata keep their shares in every part", "[split]") {
  for (const double seed : {1.0, 2.0, 3.0}) {
    const Table table =
        split(animals(40, 20), {"train", "validation", "test"}, {30, 15, 15}, seed, true);
    CHECK(tally(table, "dog")["train"] == 10);
    CHECK(tally(table, "dog")["validation"] == 5);
    CHECK(tally(table, "dog")["test"] == 5);
  }
}

TEST_CASE("every stratum gives its share, to one row", "[split]") {
  // With a part for the odd rows of many strata, scikit-learn gives (1, 2, 2, 2) to train.
  Strings kinds(2, "ant");
  for (const char* kind : {"bee", "cat", "dog"}) kinds.insert(kinds.end(), 11, kind);
  const Table data("", Keys::numbered(kinds.size()), {"kind"}, {Column::texts(kinds)});
  for (const double seed : {1.0, 2.0, 3.0}) {
    const Table table = split(data, {"train", "test"}, {7, 21}, seed, true);
    CHECK(tally(table)["train"] == 7);
    CHECK(tally(table)["test"] == 21);
    CHECK(tally(table, "ant")["train"] == 1);
    CHECK(tally(table, "ant")["test"] <= 1);
    for (const char* kind : {"bee", "cat", "dog"}) {
      CHECK(tally(table, kind)["train"] == 2);
      CHECK(std::abs(tally(table, kind)["test"] - 6.75) < 1);
    }
  }
}

TEST_CASE("a seed deals the same way every time, another one differently", "[split]") {
  const auto parts = [](double seed) {
    const Table table = split(animals(20, 20), {"a", "b"}, {0.5, 0.5}, seed);
    return table.column("part").content_hash();
  };
  CHECK(parts(1) == parts(1));
  CHECK(parts(1) != parts(2));
}

TEST_CASE("parts that do not fit are refused", "[split]") {
  CHECK(message_of({"a", "b"}, {6, 5}) == "the parts have 11 rows, and the data 10");
  CHECK(message_of({"a", "b"}, {0.6, 0.5}) == "the parts are 1.1 of the rows, more than there are");
  CHECK(message_of({"a", "b"}, {6}) == "there are 2 parts and 1 sizes");
  CHECK(message_of({"a"}, {0}) == "a part has more than 0 rows");
  CHECK(message_of({"a", "b"}, {2.5, 0.5}) == "2.5 is no number of rows and no part of them");
  CHECK(message_of({"a", "b"}, {10, 0.1}) == "the parts have 11 rows, and the data 10");
  CHECK(message_of({"a", "b"}, {0.05, 0.95}) == "the part \"a\" has no rows: 0.05 of 10");
  CHECK(message_of({"a", "b", "c"}, {0.9, 0.05, 0.01}) == "the part \"c\" has no rows: 0.01 of 10");
}

TEST_CASE("accuracy is counted by group", "[models]") {
  const ModelType* model = find_model("accuracy_by_group");
  REQUIRE(model);
  const auto data = std::make_shared<const Table>(
      Table("", Keys::numbered(5), {"part", "kind", "said"},
            {Column::texts(Strings{"x", "y", "x", "x", "y"}),
             Column::texts(Strings{"cat", "dog", "dog", "cat", "dog"}),
             Column::texts(Strings{"cat", "dog", "cat", "cat", "dog"})}));
  const auto record = test::make_record(model->kind, {{"data", TablePtr(data)},
                                                      {"by", data->column("part")},
                                                      {"target", data->column("kind")},
                                                      {"predicted", data->column("said")}});
  const Table rows = *std::get<TablePtr>(test::compute(*model, record)[0]);
  REQUIRE(rows.rows() == 2);
  CHECK(rows.keys()[0] == "x");
  CHECK(rows.column("right").numbers()[0] == 2);
  CHECK(rows.column("wrong").numbers()[0] == 1);
  CHECK(rows.column("accuracy").numbers()[1] == 1);
}

TEST_CASE("a prediction that is missing is shown where it stands", "[models]") {
  const ModelType* model = find_model("accuracy_by_group");
  const auto data = std::make_shared<const Table>(
      read_csv("part,kind,said\nx,cat,cat\nx,dog,\n", "said.csv", {}));
  const auto record = test::make_record(model->kind, {{"data", TablePtr(data)},
                                                      {"by", data->column("part")},
                                                      {"target", data->column("kind")},
                                                      {"predicted", data->column("said")}});
  CHECK_THROWS_WITH(test::compute(*model, record),
                    "said.csv:3:3: column \"said\" has no value here");
}

TEST_CASE("the majority class is said of everything", "[models]") {
  const ModelType* model = find_model("majority_class");
  REQUIRE(model);
  const auto data = std::make_shared<const Table>(animals(5, 3));
  const auto others = std::make_shared<const Table>(animals(1, 3));
  const Outputs out =
      test::compute(*model, test::make_record(model->kind, {{"data", TablePtr(data)},
                                                            {"target", data->column("kind")},
                                                            {"predict", TablePtr(others)}}));
  CHECK(std::get<std::string>(out[0]) == "cat");
  CHECK(std::get<double>(out[1]) == 5.0 / 8);
  CHECK(std::get<double>(out[2]) == 0.25);
  const Table rows = *std::get<TablePtr>(out[3]);
  CHECK(rows.column("predicted").text(3) == "cat");
  CHECK(rows.column("right").numbers()[0] == 1);
}

}  // namespace lantern::test::split_test
