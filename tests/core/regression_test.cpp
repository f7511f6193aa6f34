#include <catch2/catch.hpp>
#include <cmath>

#include "tests/core/fits.h"
#include "tests/core/reference.h"

namespace lantern::test::regression_test {
namespace {

using nlohmann::json;

Column column_of(const json& values) {
  if (!values.empty() && values[0].is_string()) {
    return Column::texts(values.get<std::vector<std::string>>());
  }
  return Column::numbers(values.get<std::vector<double>>());
}

TablePtr table_of(const json& columns) {
  std::vector<std::string> names;
  std::vector<Column> values;
  for (const auto& [name, column] : columns.items()) {
    names.push_back(name);
    values.push_back(column_of(column));
  }
  return std::make_shared<const Table>("", Keys::numbered(values[0].size()), names, values);
}

FieldValue value_of(const json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number()) return value.get<double>();
  if (value.is_array()) return value.get<std::vector<double>>();
  return value.get<std::string>();
}

FieldValue basis_of(const json& entry) {
  std::map<std::string, FieldValue> given;
  const Kind& kind = basis_named(entry["kind"].get<std::string>()).kind;
  for (const auto& [name, value] : entry.items()) {
    if (name != "kind") given[name] = value_of(value);
  }
  return std::make_shared<const RecordValue>(make_record(kind, given));
}

Asked ask_case(const json& entry, const TablePtr& predicted = nullptr) {
  std::map<std::string, FieldValue> given;
  for (const auto& [name, value] : entry["fields"].items()) given[name] = value_of(value);
  if (!entry["basis"].is_null()) given["basis"] = basis_of(entry["basis"]);
  if (predicted) given["predict"] = predicted;
  return ask(entry["model"], table_of(entry["columns"]), entry["features"], given);
}

void check_column(const Table& table, std::string_view name, const json& expected,
                  double tolerance) {
  INFO(name);
  const Column& column = table.column(name);
  if (expected[0].is_number()) return check_numbers(numbers_in(table, name), expected, tolerance);
  REQUIRE(column.size() == expected.size());
  for (size_t i = 0; i < column.size(); ++i) CHECK(column.text(i) == expected[i]);
}

void check_path(const Table& path, const json& expected, double tolerance) {
  std::vector<double> flat;
  for (const auto& state : expected) flat.insert(flat.end(), state.begin(), state.end() - 1);
  check_numbers(numbers_in(path, "value"), flat, tolerance);
}

void check_output(const Asked& found, const std::string& name, const json& expected,
                  double tolerance) {
  INFO(name);
  if (name == "predicted") return check_column(found.table("rows"), name, expected, tolerance);
  if (name == "path") {
    check_path(found.table("path"), expected, tolerance);
    std::vector<double> losses;
    for (const auto& state : expected) losses.push_back(state.back());
    return check_numbers(numbers_in(found.table("all"), "loss"), losses, tolerance);
  }
  if (name == "coefficients") {
    return check_column(found.table(name), "value", expected, tolerance);
  }
  check_numbers({found.number(name)}, {expected.get<double>()}, tolerance);
}

}  // namespace

TEST_CASE("fits agree with NumPy, scikit-learn and statsmodels", "[regression]") {
  const auto cases = reference("regression");
  REQUIRE(cases.size() > 50);
  for (const auto& entry : cases) {
    INFO(entry["name"].get<std::string>());
    const double tolerance = entry["tolerance"];
    const Asked found = ask_case(entry);
    for (const auto& [name, value] : entry["expected"].items()) {
      check_output(found, name, value, tolerance);
    }
    if (entry["new"].empty()) continue;
    const Asked others = ask_case(entry, table_of(entry["new"]["columns"]));
    for (const auto& [name, value] : entry["new"]["predicted"].items()) {
      check_column(others.table("rows"), name, value, tolerance);
    }
    const json neighbors = entry["new"].value("neighbors", json::object());
    for (const auto& [name, value] : neighbors.items()) {
      check_column(others.table("neighbors"), name, value, tolerance);
    }
  }
}

}  // namespace lantern::test::regression_test
