#include "core/models/regression_scores.h"

#include <cmath>

#include <fmt/format.h>

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
  for (size_t i = 0; i < truth.size(); ++i) out.residual.push_back(truth[i] - out.predicted[i]);
  return out;
}

RegressionScores regression_scores(const Estimates& estimates) {
  double count = 0, mean = 0, rss = 0, absolute = 0, tss = 0, largest = 0;
  const auto each = [&](const auto& visit) {
    for (size_t i = 0; i < estimates.residual.size(); ++i) {
      if (std::isfinite(estimates.residual[i])) {
        visit(estimates.residual[i], estimates.residual[i] + estimates.predicted[i]);
      }
    }
  };
  each([&](double residual, double truth) {
    count += 1;
    mean += (truth - mean) / count;
    rss += residual * residual;
    absolute += std::fabs(residual);
    largest = std::max(largest, std::fabs(truth));
  });
  if (count == 0) return {};
  each([&](double, double truth) { tss += (truth - mean) * (truth - mean); });
  const double rounding = 1e-14 * largest;
  const bool constant = tss <= count * rounding * rounding;
  if (constant) tss = 0;
  const bool exact = rss <= count * rounding * rounding;
  const double r2 = count < 2 ? RegressionScores::kNone : constant ? exact : 1 - rss / tss;
  return {rss / count, std::sqrt(rss / count), absolute / count, rss, tss, r2};
}

}  // namespace lantern
