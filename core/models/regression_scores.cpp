#include "core/models/regression_scores.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/sums.h"
#include "core/base/text.h"
#include "core/models/design.h"

namespace lantern {

std::span<const double> read_numeric_target(const Table& data, const Column& target,
                                            const RecordValue& record) {
  if (data.rows() == 0) fail(record, "data", "there are no rows to learn from");
  if (target.type() == ColumnType::text) {
    fail(record, "target",
         fmt::format("column {} holds texts, and this model predicts a number",
                     in_quotes(name_of(data, target))),
         "logistic_regression, decision_tree and random_forest predict classes");
  }
  return finite_numbers(data, target, "target", record);
}

Estimates compared(const Table& table, std::string_view target, std::vector<double> predicted) {
  Estimates out{std::move(predicted), {}};
  const auto known = table.find(target);
  const bool numbers = known && table.columns()[*known].type() != ColumnType::text;
  if (!numbers) {
    out.residual.assign(out.predicted.size(), RegressionScores::kNone);
    return out;
  }
  const auto truth = table.columns()[*known].numbers();
  out.residual.resize(truth.size());
  for (size_t i = 0; i < truth.size(); ++i) out.residual[i] = truth[i] - out.predicted[i];
  return out;
}

RegressionScores regression_scores(const Estimates& estimates) {
  const std::vector<double>&residual = estimates.residual, &predicted = estimates.predicted;
  // Of the rows whose residual is a number.
  const auto sum = [&](const auto& term) {
    return sum_of(residual.size(), [&](size_t i) {
      return std::isfinite(residual[i]) ? term(residual[i], residual[i] + predicted[i]) : 0;
    });
  };
  const double count = sum([](double, double) { return 1.0; });
  if (count == 0) return {};
  double mean = sum([](double, double truth) { return truth; }) / count;
  mean += sum([&](double, double truth) { return truth - mean; }) / count;
  const double rss = sum([](double miss, double) { return miss * miss; });
  const double absolute = sum([](double miss, double) { return std::fabs(miss); });
  double tss = sum([&](double, double truth) { return (truth - mean) * (truth - mean); });
  double largest = 0;
  for (size_t i = 0; i < residual.size(); ++i) {
    const double truth = residual[i] + predicted[i];
    if (std::isfinite(residual[i])) largest = std::max(largest, std::fabs(truth));
  }
  const double rounding = 1e-14 * largest;
  const bool constant = tss <= count * rounding * rounding;
  if (constant) tss = 0;
  const bool exact = rss <= count * rounding * rounding;
  const double r2 = count < 2 ? RegressionScores::kNone : constant ? exact : 1 - rss / tss;
  return {rss / count, std::sqrt(rss / count), absolute / count, rss, tss, r2};
}

}  // namespace lantern
