#include "core/models/class_data.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/data/value_index.h"

namespace lantern {

namespace {

bool all_finite(std::span<const double> values) {
  double sum = 0;  // of zeros, but for what is not finite
  for (const double value : values) sum += value * 0;
  return sum == 0;
}

/// Whether these columns are numbers, all of them finite.
bool usable(const std::vector<Column>& columns) {
  return std::all_of(columns.begin(), columns.end(), [](const Column& column) {
    return column.type() != ColumnType::text && all_finite(column.numbers());
  });
}

[[noreturn]] void fail_at_text(const Table& table, const Column& column,
                               const RecordValue& record) {
  fail(record, "features",
       fmt::format("a feature is a number, and column {} holds texts",
                   in_quotes(name_of(table, column))));
}

/// At the first value that cannot be used, row by row.
void fail_at_first(const Table& table, const std::vector<Column>& columns,
                   const RecordValue& record) {
  for (size_t row = 0; row < table.rows(); ++row) {
    for (const Column& column : columns) {
      if (column.type() == ColumnType::text) fail_at_text(table, column, record);
      const double value = column.numbers()[row];
      if (std::isfinite(value)) continue;
      const std::string name = name_of(table, column);
      fail(record, "features",
           fmt::format("{}: column {} {}", place_of(table, row, name), in_quotes(name),
                       std::isnan(value) ? "has no value here" : "is infinite here"),
           std::isnan(value) ? "fill it in, or leave such rows out with `where`" : "");
    }
  }
}

}  // namespace

std::vector<double> feature_matrix(const Table& table, const std::vector<Column>& columns,
                                   const RecordValue& record) {
  if (!usable(columns)) fail_at_first(table, columns, record);
  std::vector<double> out(table.rows() * columns.size());
  for (size_t j = 0; j < columns.size(); ++j) {
    const auto numbers = columns[j].numbers();
    for (size_t i = 0; i < numbers.size(); ++i) out[i * columns.size() + j] = numbers[i];
  }
  return out;
}

std::vector<Column> same_columns(const Table& from, const std::vector<Column>& columns,
                                 const Table& to, const RecordValue& record) {
  std::vector<Column> out;
  for (const Column& column : columns) {
    const std::string name = name_of(from, column);
    const auto index = to.find(name);
    if (!index) {
      fail(record, "predict", fmt::format("this table has no column {}", in_quotes(name)));
    }
    out.push_back(to.columns()[*index]);
  }
  return out;
}

namespace {

/// As scikit-learn orders them: numbers by size, texts by their bytes.
std::vector<std::string> sorted_classes(const Column& target) {
  std::vector<std::string> out = target.distinct();
  const bool numbers = target.type() == ColumnType::number;
  std::sort(out.begin(), out.end(), [&](const std::string& a, const std::string& b) {
    if (!numbers) return a < b;
    const double x = parse_number(a).value_or(0), y = parse_number(b).value_or(0);
    return x < y || (x == y && a < b);
  });
  return out;
}

}  // namespace

void check_classes(const Table& data, const Column& target, const RecordValue& record) {
  if (target.type() != ColumnType::number) return;
  for (size_t row = 0; row < target.size(); ++row) {
    const double value = target.numbers()[row];
    if (!std::isfinite(value) || value == std::floor(value)) continue;
    const std::string name = name_of(data, target);
    fail(record, "target",
         fmt::format("column {} holds measured numbers, as {}, and this model predicts classes",
                     in_quotes(name), target.text(row)),
         "classes are texts, true/false or whole numbers; linear_regression, "
         "decision_tree_regressor and k_neighbors_regressor predict numbers");
  }
}

ClassData read_class_data(const Table& data, const std::vector<Column>& features,
                          const Column& target, const RecordValue& record) {
  if (data.rows() == 0) fail(record, "data", "there are no rows to learn from");
  check_classes(data, target, record);
  ClassData out;
  out.classes = sorted_classes(target);
  out.samples.features = features.size();
  out.samples.classes = out.classes.size();
  out.samples.values = feature_matrix(data, features, record);
  const std::vector<size_t> places = ValueIndex(out.classes).of_rows(target);
  out.samples.target.reserve(data.rows());
  for (size_t row = 0; row < data.rows(); ++row) {
    if (target.missing(row)) {
      const std::string name = name_of(data, target);
      fail(record, "target",
           fmt::format("{}: column {} has no value here", place_of(data, row, name),
                       in_quotes(name)),
           "fill it in, or leave such rows out with `where`");
    }
    out.samples.target.push_back(static_cast<int>(places[row]));
  }
  for (const Column& column : features) out.features.push_back(name_of(data, column));
  return out;
}

}  // namespace lantern
