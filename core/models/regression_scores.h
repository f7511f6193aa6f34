#pragma once

#include <limits>

#include "core/models/output.h"
#include "core/record/value.h"

namespace lantern {

/// A target that is a number, with all of its values. Fails at "target" where it is not, at "data"
/// where there are no rows.
std::span<const double> read_numeric_target(const Table& data, const Column& target,
                                            const RecordValue& record);

/// What a model says of rows, and how far that is from what is.
struct Estimates {
  std::vector<double> predicted;
  std::vector<double> residual;  ///< truth − predicted; missing where there is no truth
};

/// How well numbers are predicted, over the rows whose truth is known; all of them missing where
/// there are none.
struct RegressionScores {
  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  double mse = kNone, rmse = kNone, mae = kNone, rss = kNone, tss = kNone, r2 = kNone;
};

/// The table's column of the target's name, if it has one and it holds numbers, less what is
/// predicted.
Estimates compared(const Table& table, std::string_view target, std::vector<double> predicted);

/// As sklearn.metrics has them: r2 of a constant truth is 1 where nothing is wrong, else 0; of one
/// row it is missing.
RegressionScores regression_scores(const Estimates& estimates);

/// One of the scores of a `Result` that is made of them.
template <double RegressionScores::*Member, class Result>
OutputOf<Result> score_output(std::string_view name, std::string_view doc) {
  OutputDecl out{name, ValueType::number, doc};
  out.take = [](void* result, const OutputDecl&) -> Value {
    return static_cast<Result*>(result)->*Member;
  };
  return {std::move(out)};
}

template <class Result>
std::vector<OutputOf<Result>> score_outputs() {
  return {score_output<&RegressionScores::mse, Result>(
              "mse", "The mean squared error of the predicted rows."),
          score_output<&RegressionScores::rmse, Result>("rmse", "Its root."),
          score_output<&RegressionScores::mae, Result>("mae", "The mean absolute error."),
          score_output<&RegressionScores::rss, Result>("rss", "The sum of squared residuals."),
          score_output<&RegressionScores::tss, Result>(
              "tss", "The same of the distances of the target from its mean."),
          score_output<&RegressionScores::r2, Result>(
              "r2", "1 − rss / tss: the part that is explained.")};
}

/// A table's rows with what is said of them.
template <class Result>
OutputOf<Result> estimate_rows() {
  return output<&Result::rows>(
      "rows", "The predicted rows.",
      {column<&Estimates::predicted>("predicted", "What the model says."),
       column<&Estimates::residual>("residual", "The target less that, where it is known.")},
      {.extends = "predict"});
}

}  // namespace lantern
