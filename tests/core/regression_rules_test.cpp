#include <functional>

#include "core/diagnostics/diagnostics.h"
#include "tests/core/fits.h"

// What fits keep whatever the data: order, units, repeated rows, and what they say of data that do
// not suffice.

namespace lantern::test::regression_rules_test {
namespace {

const std::vector<double> kX{0, 1, 2, 3, 4, 5, 2.5}, kY{25, 9, 1, 1.5, 9, 24, 0};

std::vector<FieldValue> all_bases() {
  const double n = 7;
  return {FieldValue(),
          basis_with("polynomial", {{"degree", 3.0}}),
          basis_with("splines", {{"knots", 4.0}}),
          basis_with("natural_cubic", {{"knots", 4.0}}),
          basis_with("abs_knots", {{"at", std::vector<double>{1, 2.2, 3.7}}}),
          basis_with("random_features", {{"n", n}}),
          basis_with("random_features", {{"n", n}, {"kind", std::string("fourier")}}),
          basis_with("random_features", {{"n", n}, {"kind", std::string("step")}})};
}

std::vector<double> said_at(const std::string& model, const TablePtr& data, FieldValue basis,
                            const std::vector<double>& places) {
  std::map<std::string, FieldValue> given{{"predict", numbers(places, places)}};
  if (model == "linear_regression") given["basis"] = std::move(basis);
  if (model == "k_neighbors_regressor") given["n_neighbors"] = 2.0;
  return numbers_in(ask(model, data, {"x"}, given).table("rows"), "predicted");
}

std::vector<double> times(std::vector<double> values, double by) {
  for (double& value : values) value *= by;
  return values;
}

Diagnostic mistake_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const SceneError& e) {
    return e.diagnostic();
  }
  return {};
}

}  // namespace

TEST_CASE("fits depend neither on the order of rows nor on units", "[regression]") {
  const TablePtr data = numbers(kX, kY);
  const TablePtr turned = numbers({kX.rbegin(), kX.rend()}, {kY.rbegin(), kY.rend()});
  const TablePtr scaled = numbers(times(kX, 1e-7), times(kY, 1e6));
  const std::vector<double> places{0.3, 1.7, 4.9};
  const auto check = [&](const std::string& model, const FieldValue& basis) {
    const std::vector<double> said = said_at(model, data, basis, places);
    check_numbers(said_at(model, turned, basis, places), said, 1e-9);
    if (std::holds_alternative<RecordValuePtr>(basis) &&
        std::get<RecordValuePtr>(basis)->kind->name == "abs_knots") {
      return;  // its knots are places
    }
    check_numbers(said_at(model, scaled, basis, times(places, 1e-7)), times(said, 1e6), 1e-7);
  };
  for (const FieldValue& basis : all_bases()) check("linear_regression", basis);
  check("lowess", {});
  check("k_neighbors_regressor", {});
}

TEST_CASE("a row that stands twice counts twice", "[regression]") {
  std::vector<double> x = kX, y = kY, weights(kX.size(), 1);
  for (const size_t row : {1, 4}) {
    x.push_back(kX[row]);
    y.push_back(kY[row]);
    weights[row] = 2;
  }
  const Asked found = ask("linear_regression", numbers(x, y), {"x"}, {});
  double all = 0, mx = 0, my = 0, sxy = 0, sxx = 0;
  for (size_t i = 0; i < kX.size(); ++i) all += weights[i];
  for (size_t i = 0; i < kX.size(); ++i) mx += weights[i] * kX[i] / all;
  for (size_t i = 0; i < kX.size(); ++i) my += weights[i] * kY[i] / all;
  for (size_t i = 0; i < kX.size(); ++i) {
    sxy += weights[i] * (kX[i] - mx) * (kY[i] - my);
    sxx += weights[i] * (kX[i] - mx) * (kX[i] - mx);
  }
  CHECK(found.number("a") == Approx(sxy / sxx).epsilon(1e-12));
  CHECK(found.number("intercept") == Approx(my - sxy / sxx * mx).epsilon(1e-12));
}

TEST_CASE("as many features as points go through all of them", "[regression]") {
  for (const std::string kind : {"relu", "fourier", "step"}) {
    for (const double n : {7.0, 8.0, 20.0, 300.0}) {
      INFO(kind << " " << n);
      const auto basis = basis_with("random_features", {{"n", n}, {"kind", kind}, {"seed", 4.0}});
      const Asked found = ask("linear_regression", numbers(kX, kY), {"x"}, {{"basis", basis}});
      CHECK(found.number("rss") < 1e-16);
      CHECK(found.number("rank") == 6);
    }
  }
}

TEST_CASE("what cannot be told apart has a fit all the same", "[regression]") {
  const std::vector<double> one{3}, two{5}, same(4, 2.0), up{1, 2, 3, 4};
  for (const FieldValue& basis : all_bases()) {
    const Asked alone = ask("linear_regression", numbers(one, two), {"x"}, {{"basis", basis}});
    CHECK(numbers_in(alone.table("rows"), "predicted")[0] == Approx(5).margin(1e-12));
    CHECK(std::isnan(alone.number("r2")));
    const Asked flat = ask("linear_regression", numbers(same, up), {"x"}, {{"basis", basis}});
    CHECK(numbers_in(flat.table("rows"), "predicted")[2] == Approx(2.5));
    CHECK(flat.number("r2") == Approx(0).margin(1e-12));
  }
  CHECK(ask("linear_regression", numbers(up, same), {"x"}, {}).number("r2") == 1);
  CHECK(ask("linear_regression", numbers(up, up), {}, {}).number("intercept") == 2.5);
  CHECK(numbers_in(ask("lowess", numbers(one, two), {"x"}, {}).table("rows"), "predicted")[0] == 5);
  CHECK(numbers_in(ask("lowess", numbers(same, up), {"x"}, {}).table("rows"), "predicted")[0] ==
        Approx(2.5));
  for (const std::string kind : {"splines", "natural_cubic"}) {
    const auto many = basis_with(kind, {{"knots", 40.0}});
    CHECK(ask("linear_regression", numbers(kX, kY), {"x"}, {{"basis", many}}).number("rss") <
          1e-16);
  }
}

TEST_CASE("more features begin with the same ones", "[regression]") {
  const auto columns = [](double n) {
    const Matrix x = Matrix::of_column(kX);
    const RecordValue record =
        make_record(basis_named("random_features").kind, {{"n", n}, {"seed", 2.0}});
    return basis_named("random_features").learn(record, {x, {"x"}}).at(x);
  };
  const Matrix few = columns(5), many = columns(9);
  for (size_t j = 0; j < 5; ++j) {
    for (size_t i = 0; i < kX.size(); ++i) CHECK(few(i, j) == many(i, j));
  }
}

TEST_CASE("batches see every row before any twice", "[regression]") {
  const TablePtr data = numbers(kX, kY);
  const auto descent = [&](double batch, double seed) {
    std::map<std::string, FieldValue> given{{"solver", std::string("gradient_descent")},
                                            {"learning_rate", 0.001},
                                            {"max_iter", 3.0},
                                            {"seed", seed}};
    if (batch > 0) given["batch_size"] = batch;
    return numbers_in(ask("linear_regression", data, {"x"}, given).table("all"), "loss");
  };
  check_numbers(descent(7, 1), descent(0, 1), 0);
  check_numbers(descent(99, 5), descent(0, 1), 0);
  CHECK(descent(2, 1) == descent(2, 1));
  CHECK(descent(2, 1) != descent(2, 2));
}

TEST_CASE("the matrices of the normal equation", "[regression]") {
  const Asked found = ask("linear_regression", numbers({1, 2, 3, 4}, {2, 3, 5, 9}), {"x"}, {});
  const Table& cells = found.table("matrix");
  const auto value = [&](std::string_view entry) {
    return cells.column("value").numbers()[*cells.keys().find(entry)];
  };
  CHECK(value("X/3/1") == 1);
  CHECK(value("X/3/2") == 3);
  CHECK(value("y/4/1") == 9);
  CHECK(value("XtX/1/1") == 4);
  CHECK(value("XtX/1/2") == 10);
  CHECK(value("XtX/2/2") == 30);
  CHECK(value("Xty/2/1") == 59);
  CHECK(value("inverse/2/2") == Approx(0.2));
  CHECK(value("beta/2/1") == Approx(found.number("a")));
  const Asked alone = ask("linear_regression", numbers({1}, {2}), {"x"}, {});
  const Table& singular = alone.table("matrix");
  CHECK(singular.column("value").missing(*singular.keys().find("inverse/1/1")));
}

TEST_CASE("what a regression cannot take is told where it stands", "[regression]") {
  const TablePtr data = numbers(kX, kY);
  const auto told = [&](const std::string& model, std::vector<std::string> features,
                        std::map<std::string, FieldValue> given, const TablePtr& of) {
    return mistake_of([&] { ask(model, of, features, std::move(given)); });
  };
  const Kind& linear = find_model("linear_regression")->kind;
  const auto check = [&](const Diagnostic& found, const Kind& kind, std::string_view field,
                         const std::string& message) {
    CHECK(found.message.find(message) != std::string::npos);
    CHECK(found.at.line == line_of(kind, field));
  };
  const FieldValue descends = std::string("gradient_descent");
  check(told("linear_regression", {"x"}, {{"init", std::vector<double>{1}}}, data), linear, "init",
        "only gradient_descent");
  check(told("linear_regression", {"x"}, {{"init", std::vector<double>{1}}, {"solver", descends}},
             data),
        linear, "init", "1 start value for 1 coefficient and the intercept");
  check(told("linear_regression", {"x"},
             {{"learning_rate", 9.0}, {"max_iter", 1e3}, {"solver", descends}}, data),
        linear, "learning_rate", "grow without end");
  check(told("linear_regression", {"x"},
             {{"interactions", true}, {"basis", basis_with("columns", {})}}, data),
        linear, "interactions", "a basis makes columns of its own");
  check(told("linear_regression", {"x"}, {}, numbers({1, std::nan("")}, {1, 2})), linear,
        "features", "has no value here");
  check(told("linear_regression", {"x"}, {}, numbers({1, 2}, {1, HUGE_VAL})), linear, "target",
        "is infinite here");
  check(told("linear_regression", {"x"}, {}, numbers({}, {})), linear, "data", "no rows");
  check(told("linear_regression", {"x"}, {{"basis", basis_with("polynomial", {{"degree", 60.0}})}},
             numbers({1, 100, 2}, {1, 2, 3})),
        linear, "features", "too large to be squared");
  check(told("lowess", {"x", "y"}, {}, data), find_model("lowess")->kind, "features",
        "one feature, not 2");
  check(told("k_neighbors_regressor", {"x"}, {{"n_neighbors", 8.0}}, data),
        find_model("k_neighbors_regressor")->kind, "n_neighbors", "8 neighbors are asked");
}

}  // namespace lantern::test::regression_rules_test
