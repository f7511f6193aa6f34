#include "core/models/value_data.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"

namespace lantern {
namespace {

void check_targets(const Table& data, const Column& target, const RecordValue& record) {
  const std::string name = name_of(data, target);
  if (target.type() != ColumnType::number) {
    fail(record, "target",
         fmt::format("a number is predicted, and column {} holds {}", in_quotes(name),
                     target.type() == ColumnType::text ? "texts" : "true and false"),
         "name a column of numbers");
  }
  for (size_t row = 0; row < target.size(); ++row) {
    const double value = target.numbers()[row];
    if (std::isfinite(value)) continue;
    fail(record, "target",
         fmt::format("{}: column {} {}", place_of(data, row, name), in_quotes(name),
                     std::isnan(value) ? "has no value here" : "is infinite here"),
         std::isnan(value) ? "fill it in, or leave such rows out with `where`" : "");
  }
}

}  // namespace

OrderedFeatures::OrderedFeatures(size_t features, const std::vector<double>& values) {
  const size_t rows = features == 0 ? 0 : values.size() / features;
  spend(100 * values.size());
  for (size_t j = 0; j < features; ++j) {
    std::vector<double> column(rows);
    for (size_t i = 0; i < rows; ++i) column[i] = values[i * features + j];
    std::vector<std::uint32_t> order(rows);
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return column[a] < column[b] || (column[a] == column[b] && a < b);
    });
    columns_.push_back(std::move(column));
    orders_.push_back(std::move(order));
  }
}

ValueData read_value_data(const Table& data, const std::vector<Column>& features,
                          const Column& target, const RecordValue& record) {
  if (data.rows() == 0) fail(record, "data", "there are no rows to learn from");
  check_targets(data, target, record);
  ValueData out;
  out.values = feature_matrix(data, features, record);
  out.target.assign(target.numbers().begin(), target.numbers().end());
  for (const Column& column : features) out.features.push_back(name_of(data, column));
  return out;
}

std::vector<double> numbers_or_missing(const Table& table, const std::string& name) {
  const auto found = table.find(name);
  if (!found || table.columns()[*found].type() != ColumnType::number) {
    return std::vector<double>(table.rows(), std::nan(""));
  }
  const auto numbers = table.columns()[*found].numbers();
  return {numbers.begin(), numbers.end()};
}

Fitness fitness_of(std::span<const double> said, std::span<const double> truth) {
  double count = 0, sum = 0, rest = 0, all = 0;
  for (const double one : truth) {
    if (!std::isnan(one)) sum += one, count += 1;
  }
  if (count == 0) return {std::nan(""), std::nan("")};
  for (size_t i = 0; i < truth.size(); ++i) {
    if (std::isnan(truth[i])) continue;
    rest += (said[i] - truth[i]) * (said[i] - truth[i]);
    all += (truth[i] - sum / count) * (truth[i] - sum / count);
  }
  const double constant = rest > 0 ? 0 : 1;
  return {rest / count, all > 0 ? 1 - rest / all : constant};
}

}  // namespace lantern
