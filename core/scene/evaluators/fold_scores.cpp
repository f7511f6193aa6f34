#include "core/scene/evaluators/fold_scores.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/portable_math.h"

namespace lantern::cross_validate_model {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kRounding = std::numeric_limits<double>::epsilon();

/// The mean over the rows of what each costs.
template <class Cost>
double mean_cost(const RowList& rows, Cost cost) {
  double sum = 0;
  for (const std::uint32_t row : rows) sum += cost(row);
  return rows.empty() ? kNone : sum / double(rows.size());
}

double squared_error(const Said& said, const RowList& rows) {
  const auto p = said.predicted.numbers(), y = said.truth.numbers();
  return mean_cost(rows, [&](size_t i) { return (p[i] - y[i]) * (p[i] - y[i]); });
}

/// As scikit-learn has it: where all rows are the same, 1 for saying so and 0 for anything else.
double r_squared(const Said& said, const RowList& rows) {
  if (rows.size() < 2) return kNone;
  const auto y = said.truth.numbers();
  const double mean = mean_cost(rows, [&](size_t i) { return y[i]; });
  const double total = mean_cost(rows, [&](size_t i) { return (y[i] - mean) * (y[i] - mean); });
  const double left = squared_error(said, rows);
  if (total == 0) return left == 0 ? 1 : 0;
  return 1 - left / total;
}

}  // namespace

bool is_of_numbers(std::string_view metric) {
  return metric != "accuracy" && metric != "log_loss";
}

double score_of(std::string_view metric, const Said& said, const RowList& rows) {
  if (metric == "mse") return squared_error(said, rows);
  if (metric == "rmse") return std::sqrt(squared_error(said, rows));
  if (metric == "r2") return r_squared(said, rows);
  if (metric == "mae") {
    const auto p = said.predicted.numbers(), y = said.truth.numbers();
    return mean_cost(rows, [&](size_t i) { return std::fabs(p[i] - y[i]); });
  }
  if (metric == "accuracy") {
    return mean_cost(
        rows, [&](size_t i) { return double(said.predicted.text(i) == said.truth.text(i)); });
  }
  return mean_cost(rows, [&](size_t i) {
    return -portable::log(std::clamp(said.likelihood->numbers()[i], kRounding, 1 - kRounding));
  });
}

double mean_over(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / double(values.size());
}

double deviation_over(std::span<const double> values) {
  const double mean = mean_over(values);
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return std::sqrt(sum / double(values.size()));
}

}  // namespace lantern::cross_validate_model
