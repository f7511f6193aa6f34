#include <catch2/catch.hpp>
#include <cmath>

#include "core/data/csv.h"
#include "core/diagnostics/diagnostics.h"
#include "core/models/model.h"
#include "tests/core/records.h"
#include "tests/core/reference.h"

namespace lantern::test::log_loss_test {
namespace {

using Numbers = std::vector<double>;

/// loss, total, rows
Outputs log_loss(const Table& data, std::map<std::string, FieldValue> given = {}) {
  const ModelType* model = find_model("log_loss");
  REQUIRE(model);
  const auto table = std::make_shared<const Table>(data);
  given["data"] = TablePtr(table);
  given["probability"] = table->column("p");
  given["target"] = table->column("y");
  return test::compute(*model, test::make_record(model->kind, given));
}

Table forecasts(Numbers p, Numbers y) {
  const size_t rows = p.size();
  return Table("", Keys::numbered(rows), {"p", "y"},
               {Column::numbers(std::move(p)), Column::numbers(std::move(y))});
}

Diagnostic mistake(const std::string& csv) {
  try {
    log_loss(read_csv(csv, "days.csv", {}));
  } catch (const SceneError& e) {
    return e.diagnostic();
  }
  return {};
}

void check_near(double value, double expected) {
  CHECK(std::fabs(value - expected) <= 1e-12 * std::max(1.0, std::fabs(expected)));
}

}  // namespace

TEST_CASE("log-loss agrees with scikit-learn, clipped at every eps", "[models]") {
  const auto edges = test::reference("essays")["edges"];
  const Numbers p = edges["probability"], y = edges["target"];
  REQUIRE(edges["cases"].size() == 3);
  for (const auto& entry : edges["cases"]) {
    INFO("eps " << entry["eps"]);
    const Outputs out = log_loss(forecasts(p, y), {{"eps", entry["eps"].get<double>()}});
    check_near(std::get<double>(out[0]), entry["loss"]);
    const auto losses = std::get<TablePtr>(out[2])->column("loss").numbers();
    double total = 0;
    for (size_t i = 0; i < p.size(); ++i) {
      INFO(i);
      // scikit-learn takes the logarithm of a normalised pair, whose last digit may differ.
      CHECK(std::fabs(losses[i] - entry["losses"][i].get<double>()) <= 1e-9);
      total += losses[i];
    }
    check_near(std::get<double>(out[1]), total);
  }
  const auto rows = std::get<TablePtr>(log_loss(forecasts(p, y))[2]);
  const Numbers likelihood{0, 0, 1, 1, 0.5, 1e-20, 0.7, 0.9999999};
  for (size_t i = 0; i < p.size(); ++i) {
    CHECK(rows->column("likelihood").numbers()[i] == likelihood[i]);
  }
}

TEST_CASE("the default eps keeps every loss finite", "[models]") {
  const Outputs out = log_loss(forecasts({0, 1}, {1, 0}));
  check_near(std::get<double>(out[0]), 36.04365338911715);
}

TEST_CASE("what is no probability is refused where it was read", "[models]") {
  CHECK(mistake("p,y\n0.2,0\n1.2,1\n").message == "days.csv:3:1: 1.2 is no probability");
  CHECK(mistake("p,y\n,0\n0.2,1\n").message == "days.csv:2:1: column \"p\" has no value here");
  CHECK(mistake("p,y\nfew,0\nmany,1\n").message == "column \"p\" holds texts");
  CHECK(mistake("p,y\n0.2,1\n0.3,1\n").message ==
        "log_loss needs both classes, but column \"y\" of days.csv has only \"1\"");
}

}  // namespace lantern::test::log_loss_test
