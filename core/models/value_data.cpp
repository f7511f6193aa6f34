#include "core/models/value_data.h"

#include <algorithm>
#include <numeric>

#include "core/base/work.h"
#include "core/models/regression_scores.h"

namespace lantern {
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
  const auto known = read_numeric_target(data, target, record);
  ValueData out;
  out.values = feature_matrix(data, features, record);
  out.target.assign(known.begin(), known.end());
  for (const Column& column : features) out.features.push_back(name_of(data, column));
  return out;
}

}  // namespace lantern
