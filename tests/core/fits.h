#pragma once

#include <catch2/catch.hpp>
#include <cmath>

#include "core/bases/basis.h"
#include "tests/core/model_results.h"

// Models that fit numbers, asked as scenes ask them.

namespace lantern::test {

inline const BasisType& basis_named(std::string_view name) {
  for (const BasisType* basis : bases()) {
    if (basis->kind.name == name) return *basis;
  }
  throw std::logic_error("no such basis");
}

using Asked = ModelResult;

/// Of a target y.
inline Asked ask(const std::string& name, const TablePtr& data,
                 const std::vector<std::string>& features, std::map<std::string, FieldValue> given,
                 double step = 1e9) {
  given["target"] = data->column("y");
  return run_model(name, data, features, std::move(given), step);
}

inline double size_of(const std::vector<double>& values) {
  double out = 1e-3;
  for (const double value : values) out = std::max(out, std::fabs(value));
  return out;
}

inline void check_numbers(const std::vector<double>& found, const std::vector<double>& expected,
                          double tolerance) {
  REQUIRE(found.size() == expected.size());
  const double size = size_of(expected);
  for (size_t i = 0; i < found.size(); ++i) {
    CHECK(std::fabs(found[i] - expected[i]) <= tolerance * size);
  }
}

inline std::vector<double> numbers_in(const Table& table, std::string_view column) {
  const auto numbers = table.column(column).numbers();
  return {numbers.begin(), numbers.end()};
}

inline TablePtr numbers(const std::vector<double>& x, const std::vector<double>& y) {
  return std::make_shared<const Table>("", Keys::numbered(x.size()),
                                       std::vector<std::string>{"x", "y"},
                                       std::vector<Column>{Column::numbers(x), Column::numbers(y)});
}

inline FieldValue basis_with(std::string_view kind,
                             const std::map<std::string, FieldValue>& given) {
  return std::make_shared<const RecordValue>(make_record(basis_named(kind).kind, given));
}

}  // namespace lantern::test
