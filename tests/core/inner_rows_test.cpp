#include <cmath>

#include <catch2/catch.hpp>

#include "core/base/portable_math.h"
#include "core/base/work.h"
#include "tests/support/values.h"

namespace lantern::test::inner_rows_test {
namespace {

using Numbers = std::vector<double>;

constexpr const char* kHead =
    "params: {t: 2}\n"
    "data:\n"
    "  spots: {rows: [[a, 1, 2], [b, 3, 4], [c, 5, ~]], columns: [id, x, y], key: id}\n"
    "  pets: {rows: [[rex, 2], [tom, 5], [leo, 3]], columns: [name, x], key: name}\n"
    "  none: {rows: [], columns: [x, ok]}\n";

Shown over_pets(const std::string& columns) {
  return Shown(hidden_scene(std::string(kHead) + "models:\n  d: {derive: {data: pets, columns: {" +
                            columns + "}}}\n"));
}

std::string message(const std::string& expression) {
  return TestScene(hidden_scene(std::string(kHead) +
                                "models:\n  d: {derive: {data: pets, columns: " + "{z: \"=" +
                                expression + "\"}}}\n"))
      .messages();
}

Numbers numbers(const Shown& shown, const std::string& column) {
  return numbers_of(column_of(shown, "d", column));
}

}  // namespace

TEST_CASE("quantiles of one table for many shares are those of each", "[inner]") {
  const Shown shown = over_pets(
      "q: \"=quantile(spots, spots.x, x/5)\", r: \"=quantile(spots, spots.x + 0*row.x, x/5)\", "
      "s: \"=quantile(spots, spots.y, x - 2)\", t: \"=quantile(none, none.x, x/5)\"");
  CHECK(numbers(shown, "q") == numbers(shown, "r"));
  CHECK(numbers(shown, "q")[1] == 5);
  CHECK(numbers(shown, "s")[0] == 2);
  CHECK(std::isnan(numbers(shown, "s")[1]));
  CHECK(std::isnan(numbers(shown, "t")[0]));
}

TEST_CASE("going over another table's rows counts as work", "[inner]") {
  const auto messages = [](const std::string& expression) {
    const WorkBudget budget(2'000'000'000);
    return TestScene(hidden_scene("data: {d: {generate: {moons: {n_samples: 50000}}}}\n"
                                  "models: {m: {derive: {data: d, columns: {q: \"=" +
                                  expression + "\"}}}}\n"))
        .messages();
  };
  CHECK(messages("quantile(d, d.x, row.y)") == "");  // sorted once
  CHECK(messages("quantile(d, d.x - row.x, 0.5)").find("error[limit]") != std::string::npos);
  CHECK(messages("last(d, d.x - row.x)").find("error[limit]") != std::string::npos);
}

TEST_CASE("a table as the first argument makes its rows the inner ones", "[inner]") {
  const Shown shown = over_pets(
      "a: \"=sum(spots, abs(spots.x - row.x)*t)\", b: \"=count(spots, spots.x > row.x)\", "
      "c: \"=first(spots, id)\", d: \"=last(spots, key)\", e: \"=sum(spots, y)\", f: "
      "=count(spots), "
      "g: \"=sum(spots, 1)\", h: \"=sum(spots, index)\", i: \"=max(spots, -spots.x)\", "
      "j: \"=quantile(spots, spots.x, 0.5)\", k: \"=any(spots, spots.x == row.x)\", "
      "l: \"=all(spots, spots.x > 0)\", m: \"=mean(spots, y) + x\"");
  CHECK(numbers(shown, "a") == Numbers{10, 12, 8});
  CHECK(numbers(shown, "b") == Numbers{2, 0, 1});
  CHECK(texts_of(column_of(shown, "d", "c")) == std::vector<std::string>(3, "a"));
  CHECK(texts_of(column_of(shown, "d", "d")) == std::vector<std::string>(3, "c"));
  CHECK(numbers(shown, "e")[0] == 6);
  CHECK(numbers(shown, "f")[0] == 3);
  CHECK(numbers(shown, "g")[0] == 3);
  CHECK(numbers(shown, "h")[0] == 3);
  CHECK(numbers(shown, "i")[0] == -1);
  CHECK(numbers(shown, "j")[0] == 3);
  CHECK(numbers(shown, "k") == Numbers{0, 1, 1});
  CHECK(numbers(shown, "l")[0] == 1);
  CHECK(numbers(shown, "m") == Numbers{5, 8, 6});
}

TEST_CASE("tables that are gone through can stand inside each other", "[inner]") {
  const Shown shown = over_pets(
      "a: \"=sum(spots, sum(pets, pets.x * spots.x) + row.x)\", "
      "b: \"=sum(spots, spots.x / sum(spots.x))\", "
      "c: \"=sum(pets, 1 if pets.x < row.x else 0)\", "
      "d: \"=max(spots, cumsum(spots.x) + row.x)\"");
  CHECK(numbers(shown, "a") == Numbers{96, 105, 99});
  CHECK(numbers(shown, "b")[0] == Approx(1));
  CHECK(numbers(shown, "c") == Numbers{0, 2, 1});
  CHECK(numbers(shown, "d") == Numbers{11, 14, 12});
}

TEST_CASE("of no rows a sum is 0, and what asks for one of them is missing", "[inner]") {
  const Shown shown = over_pets(
      "a: \"=count(none, none.x > 1 and row.x > 0)\", b: =count(none), "
      "c: \"=all(none, row.x > 9)\", d: \"=any(none, row.x > 0)\", "
      "e: \"=mean(none, row.x)\", f: \"=sum(none, row.x)\"");
  CHECK(numbers(shown, "a") == Numbers{0, 0, 0});
  CHECK(numbers(shown, "b")[0] == 0);
  CHECK(numbers(shown, "c")[0] == 1);
  CHECK(numbers(shown, "d")[0] == 0);
  CHECK(std::isnan(numbers(shown, "e")[0]));
  CHECK(numbers(shown, "f")[0] == 0);
}

TEST_CASE("sums over other tables are exact and charged", "[inner]") {
  const std::string scene =
      "data:\n"
      "  a: {generate: {line: {n_samples: 1000, seed: 1}}}\n"
      "  b: {generate: {line: {n_samples: 1000, seed: 2}}}\n"
      "models: {d: {derive: {data: a, columns: {z: \"=sum(b, exp(-(b.x - row.x)^2))\"}}}}\n";
  const Shown shown{hidden_scene(scene)};
  const Scene::Values values = shown.scene().values(0);
  const auto x = numbers_of(values.data[0].second->column("x"));
  const auto y = numbers_of(values.data[1].second->column("x"));
  const auto z = numbers(shown, "z");
  for (const size_t row : {size_t(0), size_t(7), size_t(999)}) {
    double sum = 0;
    for (const double v : y) sum += portable::exp(-portable::pow(v - x[row], 2));
    CHECK(z[row] == Approx(sum).epsilon(1e-13));
  }
  const WorkBudget budget(20'000'000);
  const TestScene refused{hidden_scene(scene)};
  CHECK(refused.messages().find("error[limit]") != std::string::npos);
}

TEST_CASE("what cannot be summed over another table is told", "[inner]") {
  CHECK(message("sum(spots)").find("\"spots\" is a table") != std::string::npos);
  CHECK(message("sum(spots, x)").find("\"x\" is both a column of spots and a column of d") !=
        std::string::npos);
  CHECK(message("sum(spots, x)").find("write spots.x or row.x") != std::string::npos);
  CHECK(message("sum(spots, id)").find("\"id\" is a text") != std::string::npos);
  CHECK(message("sum(spots, y, 2)").find("sum takes 1 argument, not 2") != std::string::npos);
}

}  // namespace lantern::test::inner_rows_test
