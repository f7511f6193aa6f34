#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/diagnostics/diagnostics.h"
#include "tests/core/reference.h"
#include "tests/support/values.h"

namespace lantern::test::folds_test {
namespace {

using Numbers = std::vector<double>;
using Strings = std::vector<std::string>;

std::string numbered(size_t rows) {
  std::string out;
  for (size_t i = 0; i < rows; ++i) out += fmt::format("{}[{}]", i > 0 ? ", " : "", i);
  return "data: {d: {columns: [v], rows: [" + out + "]}}\n";
}

Shown dealt(const std::string& data, const std::string& model) {
  return Shown(hidden_scene(data + "models:\n  m: {" + model + "}\n"));
}

/// Which fold validates each row, 0 of none; rows are numbered.
std::vector<int> fold_of(const Shown& shown, size_t rows) {
  std::vector<int> out(rows, 0);
  const auto fold = numbers_of(column_of(shown, "m", "fold"));
  const Strings row = texts_of(column_of(shown, "m", "row"));
  const Strings part = texts_of(column_of(shown, "m", "part"));
  for (size_t i = 0; i < fold.size(); ++i) {
    if (part[i] == "validation") out[size_t(std::stoi(row[i])) - 1] = int(fold[i]);
  }
  return out;
}

/// How many rows of each part a fold has: "16 8 6".
std::string counts(const Shown& shown, size_t fold) {
  std::string out;
  for (const char* part : {"train", "validation", "test"}) {
    out += fmt::format("{} ", numbers_of(column_of(shown, "m", part, 0, "folds"))[fold]);
  }
  return out;
}

double number(const Shown& shown, const std::string& model, const std::string& output) {
  return std::get<double>(shown.output(0, model, output));
}

void check_close(const Column& found, const nlohmann::json& expected, double within) {
  const Numbers numbers = numbers_of(found);
  REQUIRE(numbers.size() == expected.size());
  for (size_t i = 0; i < numbers.size(); ++i) {
    CHECK(numbers[i] == Approx(expected[i].get<double>()).epsilon(within).margin(within));
  }
}

}  // namespace

TEST_CASE("folds without shuffling are those of scikit-learn", "[folds]") {
  const auto expected = reference("folds");
  for (const auto& one : expected["k_fold"]) {
    const size_t rows = one["rows"];
    const Shown shown = dealt(
        numbered(rows), fmt::format("k_fold: {{data: d, n_splits: {}}}", one["n_splits"].dump()));
    CHECK(fold_of(shown, rows) == one["fold"].get<std::vector<int>>());
  }
  REQUIRE(expected["stratified"].size() >= 3);
  for (const auto& one : expected["stratified"]) {
    const Shown shown =
        dealt("data: {d: {columns: [kind], rows: " + rows_of(one, {"kind"}) + "}}\n",
              fmt::format("stratified_k_fold: {{data: d, target: kind, n_splits: {}}}",
                          one["n_splits"].dump()));
    CHECK(fold_of(shown, one["kind"].size()) == one["fold"].get<std::vector<int>>());
  }
}

TEST_CASE("every row validates once, and those kept aside never", "[folds]") {
  const Shown plain = dealt(numbered(16), "k_fold: {data: d, n_splits: 3, test: 0.25}");
  CHECK(fold_of(plain, 16) == std::vector<int>{1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 0, 0, 0, 0});
  CHECK(counts(plain, 0) == "8 4 4 ");
  const Shown shuffled =
      dealt(numbered(17), "k_fold: {data: d, n_splits: 4, test: 3, shuffle: true, seed: 5}");
  const std::vector<int> folds = fold_of(shuffled, 17);
  CHECK(std::count(folds.begin(), folds.end(), 0) == 3);
  CHECK(std::count(folds.begin(), folds.end(), 1) == 4);
  CHECK(std::count(folds.begin(), folds.end(), 4) == 3);
  CHECK_FALSE(std::is_sorted(folds.begin(), folds.end()));
  CHECK(counts(shuffled, 3) == "11 3 3 ");
  const Shown alone = dealt(numbered(5), "leave_one_out: {data: d}");
  CHECK(fold_of(alone, 5) == std::vector<int>{1, 2, 3, 4, 5});
  CHECK(column_of(alone, "m", "v").size() == 25);
  CHECK(std::get<TablePtr>(alone.output(0, "m", "rows"))->keys()[7] == "2/3");
}

TEST_CASE("strata keep their shares, also of what is kept aside", "[folds]") {
  std::string rows;
  for (int i = 0; i < 60; ++i) rows += fmt::format("{}[{}]", i > 0 ? ", " : "", i % 3 ? "a" : "b");
  const Shown shown = dealt("data: {d: {columns: [kind], rows: [" + rows + "]}}\n",
                            "stratified_k_fold: {data: d, target: kind, n_splits: 4, test: 0.2, "
                            "shuffle: true, seed: 2}");
  const std::vector<int> folds = fold_of(shown, 60);
  std::map<int, int> all, rare;
  for (size_t i = 0; i < folds.size(); ++i) {
    ++all[folds[i]];
    if (i % 3 == 0) ++rare[folds[i]];
  }
  CHECK(all == std::map<int, int>{{0, 12}, {1, 12}, {2, 12}, {3, 12}, {4, 12}});
  CHECK(rare == std::map<int, int>{{0, 4}, {1, 4}, {2, 4}, {3, 4}, {4, 4}});
}

TEST_CASE("shuffled splits have the sizes that scikit-learn gives them", "[folds]") {
  const Shown shown = dealt(
      numbered(23), "shuffle_split: {data: d, n_splits: 3, validation: 0.25, train: 0.6, test: 2}");
  for (size_t fold = 0; fold < 3; ++fold) CHECK(counts(shown, fold) == "12 6 2 ");
  const Shown other = dealt(numbered(23), "shuffle_split: {data: d}");
  CHECK(counts(other, 9) == "20 3 0 ");
  const Shown again = dealt(numbered(23), "shuffle_split: {data: d}");
  CHECK(texts_of(column_of(other, "m", "part")) == texts_of(column_of(again, "m", "part")));
  const Shown seeded = dealt(numbered(23), "shuffle_split: {data: d, seed: 1}");
  CHECK(texts_of(column_of(other, "m", "part")) != texts_of(column_of(seeded, "m", "part")));
}

TEST_CASE("scores of regressions agree with scikit-learn", "[folds]") {
  const auto known = reference("folds");
  REQUIRE_FALSE(known["regressions"].empty());
  for (const auto& one : known["regressions"]) {
    for (const auto& [metric, scores] : one["scores"].items()) {
      INFO(metric);
      const Shown shown(hidden_scene(
          "data: {d: {columns: [x, y], rows: " + rows_of(one, {"x", "y"}) +
          "}}\nmodels:\n  fit: {linear_regression: {data: d, features: [x], target: y}}\n  kf: " +
          fmt::format("{{k_fold: {{data: d, n_splits: {}}}}}\n", one["n_splits"].dump()) +
          "  m: {cross_validate: {model: fit, folds: kf, metric: " + metric + "}}\n"));
      check_close(column_of(shown, "m", "train", 0, "scores"), scores["train"], 1e-10);
      check_close(column_of(shown, "m", "validation", 0, "scores"), scores["validation"], 1e-10);
      double sum = 0, squares = 0;
      for (const double value : scores["validation"]) sum += value;
      const double mean = sum / double(scores["validation"].size());
      for (const double value : scores["validation"]) squares += (value - mean) * (value - mean);
      CHECK(number(shown, "m", "mean") == Approx(mean).epsilon(1e-10));
      CHECK(number(shown, "m", "std") ==
            Approx(std::sqrt(squares / double(scores["validation"].size()))).epsilon(1e-9));
    }
  }
}

TEST_CASE("scores of classifiers agree with scikit-learn", "[folds]") {
  const auto known = reference("folds");
  REQUIRE_FALSE(known["classifications"].empty());
  for (const auto& one : known["classifications"]) {
    const std::string models =
        "data: {d: {columns: [u, v, y], rows: " + rows_of(one, {"u", "v", "y"}) +
        "}}\nmodels:\n  fit: {logistic_regression: {data: d, features: [u, v], target: y}}\n  "
        "stump: {decision_tree: {data: d, features: [u, v], target: y, max_depth: 1}}\n  kf: "
        "{stratified_k_fold: {data: d, target: y, " +
        fmt::format("n_splits: {}}}}}\n", one["n_splits"].dump());
    for (const auto& [metric, scores] : one["scores"].items()) {
      INFO(metric);
      const Shown shown(hidden_scene(
          models + "  m: {cross_validate: {model: fit, folds: kf, metric: " + metric + "}}\n"));
      check_close(column_of(shown, "m", "train", 0, "scores"), scores["train"], 1e-7);
      check_close(column_of(shown, "m", "validation", 0, "scores"), scores["validation"], 1e-7);
    }
    const Shown shown(hidden_scene(models + "  m: {cross_validate: {model: stump, folds: kf}}\n"));
    check_close(column_of(shown, "m", "validation", 0, "scores"), one["stump"], 1e-12);
  }
}

TEST_CASE("log loss of a probability of the positive class", "[folds]") {
  const auto one = reference("folds")["classifications"][0];
  const auto judged = [&](const std::string& positive) {
    return Shown(hidden_scene(
        "data: {d: {columns: [u, v, y], rows: " + rows_of(one, {"u", "v", "y"}) +
        "}}\nmodels:\n  fit: {k_neighbors_classifier: {data: d, features: [u, v], target: y, "
        "n_neighbors: 25, positive: " +
        positive + "}}\n  kf: {stratified_k_fold: {data: d, target: y, n_splits: 4}}\n  m: " +
        "{cross_validate: {model: fit, folds: kf, metric: log_loss}}\n"));
  };
  const double of_one = number(judged("1"), "m", "mean"),
               of_none = number(judged("0"), "m", "mean");
  CHECK(of_one == Approx(of_none).epsilon(1e-9));
  CHECK((of_one > 0.2 && of_one < 1));
}

TEST_CASE("a param of the model or of the folds is swept over", "[folds]") {
  const Shown shown(hidden_scene(
      "params: {k: {value: 3, type: count, range: [2, 9]}, g: {value: 1, type: count, range: [1, "
      "9]}}\n"
      "data: {d: {generate: {curve: {of: =sin(3*x), noise: 0.1, n_samples: 24}}}}\n"
      "models:\n"
      "  fit: {linear_regression: {data: d, features: [x], target: y, basis: {polynomial: "
      "{degree: =g}}}}\n"
      "  kf: {k_fold: {data: d, n_splits: =k, test: 4}}\n"
      "  m: {cross_validate: {model: fit, folds: kf}}\n"
      "  by_k: {sweep: {vary: k, over: 2..6, take: {folds: kf.n_splits, score: m.mean}}}\n"));
  CHECK(numbers_of(column_of(shown, "by_k", "folds", 0, "all")) == Numbers{2, 3, 4, 5, 6});
  CHECK(numbers_of(column_of(shown, "by_k", "score", 0, "all"))[1] == number(shown, "m", "mean"));
  CHECK(std::isfinite(number(shown, "m", "test")));
  CHECK(column_of(shown, "m", "predicted").size() == 20);
}

TEST_CASE("the order of rows in folds changes nothing, and `where` leaves rows out", "[folds]") {
  const std::string head =
      "data:\n  d: {key: name, columns: [name, x, y], rows: [[a, 1, 2], [b, 2, 3.5], [c, 3, 3], "
      "[e, 4, 6], [f, 5, 5], [g, 6, 40]]}\n"
      "  own: {columns: [fold, row, part], rows: [[one, c, validation], [one, a, train], [one, b, "
      "train], [one, g, train], [two, b, train], [two, e, validation], [two, c, train]]}\n"
      "models:\n  fit: {linear_regression: {data: d, where: =y < 30, features: [x], target: y}}\n";
  const Shown shown(hidden_scene(head + "  m: {cross_validate: {model: fit, folds: own}}\n"));
  CHECK(texts_of(column_of(shown, "m", "fold", 0, "scores")) == Strings{"one", "two"});
  CHECK(numbers_of(column_of(shown, "m", "validation", 0, "scores"))[0] == Approx(4));
  CHECK(numbers_of(column_of(shown, "m", "train_rows", 0, "scores"))[0] == 2);
}

TEST_CASE("folds and scores that cannot be are told", "[folds]") {
  const std::string six = numbered(6);
  CHECK(has(mistake("n_splits", six + "models: {m: {k_fold: {data: d, n_splits: 7}}}\n"),
            "7 folds of 6 rows"));
  CHECK(has(mistake("n_splits", six + "models: {m: {k_fold: {data: d, test: 5}}}\n"), "at most 4"));
  CHECK(has(mistake("n_splits", numbered(1) + "models: {m: {leave_one_out: {data: d}}}\n"),
            "two rows"));
  CHECK(has(mistake("n_splits", six + "models: {m: {shuffle_split: {data: d, validation: 6}}}\n"),
            "at most 5"));
  CHECK(has(mistake("n_splits",
                    "data: {d: {columns: [k], rows: [[a], [b], [c]]}}\nmodels: {m: "
                    "{stratified_k_fold: {data: d, target: k, n_splits: 2}}}\n"),
            "no class has more than 1 rows"));
}

}  // namespace lantern::test::folds_test
