#include <catch2/catch.hpp>

#include "core/data/csv.h"
#include "core/models/model.h"
#include "tests/core/records.h"

namespace lantern::test::value_counts_test {
namespace {

Table counts(std::string_view csv, std::string_view column) {
  const ModelType* model = find_model("value_counts");
  REQUIRE(model);
  const auto data = std::make_shared<const Table>(read_csv(csv, "pets.csv", {}));
  const RecordValue record =
      test::make_record(model->kind, {{"data", data}, {"column", data->column(column)}});
  return *std::get<TablePtr>(test::compute(*model, record)[0]);
}

}  // namespace

TEST_CASE("values are counted in the order of their first appearance", "[models]") {
  const Table table = counts("kind,n\ndog,1\ncat,2\n,3\ndog,4\ndog,5\n", "kind");
  REQUIRE(table.rows() == 2);
  CHECK(table.keys()[0] == "dog");
  CHECK(table.keys()[1] == "cat");
  CHECK(table.column("count").numbers()[0] == 3);
  CHECK(table.column("count").numbers()[1] == 1);
  CHECK(table.column("proportion").numbers()[0] == 0.75);
}

TEST_CASE("numbers are counted as well, and nothing at all", "[models]") {
  const Table table = counts("n\n2\n1.5\n2\n", "n");
  CHECK(table.keys()[0] == "2");
  CHECK(table.keys()[1] == "1.5");
  CHECK(counts("n,m\n,1\n,2\n", "n").rows() == 0);
}

}  // namespace lantern::test::value_counts_test
