#include "core/scene/evaluators/fold_scores.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/portable_math.h"
#include "core/models/regression_scores.h"

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

RegressionScores numbers_judged(const Said& said, const RowList& rows) {
  const auto p = said.predicted.numbers(), y = said.truth.numbers();
  Estimates out{std::vector<double>(rows.size()), std::vector<double>(rows.size())};
  for (size_t i = 0; i < rows.size(); ++i) {
    out.predicted[i] = p[rows[i]];
    out.residual[i] = y[rows[i]] - p[rows[i]];
  }
  return regression_scores(out);
}

}  // namespace

bool is_of_numbers(std::string_view metric) {
  return metric != "accuracy" && metric != "log_loss";
}

double score_of(std::string_view metric, const Said& said, const RowList& rows) {
  if (metric == "mse") return numbers_judged(said, rows).mse;
  if (metric == "rmse") return numbers_judged(said, rows).rmse;
  if (metric == "mae") return numbers_judged(said, rows).mae;
  if (metric == "r2") return numbers_judged(said, rows).r2;
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
