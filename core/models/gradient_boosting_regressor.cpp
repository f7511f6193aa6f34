#include <numeric>

#include "core/base/work.h"
#include "core/models/boosting.h"
#include "core/models/regression_scores.h"
#include "core/models/tree_tables.h"

namespace lantern::gradient_boosting_regressor_model {
namespace {

struct Regressor : BoostingFields {};

struct Stages {
  std::vector<double> step, mse, r2;
};

struct Result : RegressionScores {
  double intercept = 0;
  Stages all;
  Importances importances;
  Later<ValueNodeColumns> nodes;
  Extended<Estimates> rows;
};

struct Boosted {
  std::vector<std::string> features;
  BoostedTrees trees;
  Stages stages;
};
using History = BoostingHistory<Boosted>;

void add_stage(const std::vector<double>& said, const std::vector<double>& missing, Stages& out) {
  const RegressionScores scores = regression_scores({said, missing});
  out.step.push_back(double(out.step.size()));
  out.mse.push_back(scores.mse);
  out.r2.push_back(scores.r2);
}

/// Every stage learns what is still missing.
History boost(const Regressor& in, const RecordValue& record) {
  const ValueData data = read_value_data(*in.data, in.features, in.target, record);
  const OrderedFeatures ordered(data.features.size(), data.values);
  const size_t rows = data.target.size(), features = data.features.size();
  const double mean = std::accumulate(data.target.begin(), data.target.end(), 0.0) / double(rows);
  std::vector<double> said(rows, mean), missing(rows);
  auto out =
      std::make_shared<Boosted>(Boosted{data.features, BoostedTrees({mean}, in.learning_rate), {}});
  const auto look = [&] {
    for (size_t i = 0; i < rows; ++i) missing[i] = data.target[i] - said[i];
    add_stage(said, missing, out->stages);
  };
  look();
  Repeated repeated(static_cast<size_t>(in.n_estimators));
  for (int stage = 0; stage < in.n_estimators; ++stage) {
    Random random = in.random_of(stage);
    spend(rows * 2 * kBoostedStep);
    out->trees.add(fit_value_tree(ordered, missing, rows_of_stage(rows, in.subsample, random),
                                  in.options(), random));
    for (size_t i = 0; i < rows; ++i) {
      said[i] += out->trees.step(size_t(stage), {data.values.data() + i * features, features});
    }
    look();
    repeated.done();
  }
  return {out};
}

/// Fills in `rows` and how good they are.
void predict(const Regressor& in, const RecordValue& record, const Boosted& boosted, size_t step,
             Result& out) {
  std::vector<double> said;
  boosted.trees.score_rows(in, record, step,
                           [&](std::span<const double> score) { said.push_back(score[0]); });
  out.rows = {in.asked(), compared(*in.asked(), name_of(*in.data, in.target), std::move(said))};
  static_cast<RegressionScores&>(out) = regression_scores(out.rows.columns);
}

Result as_of(const Regressor& in, const RecordValue& record, const History& history, size_t step) {
  const auto& boosted = history.boosted;
  Result out;
  predict(in, record, *boosted, step, out);
  out.intercept = boosted->trees.start()[0];
  out.all = boosted->stages;
  out.importances = {boosted->features, boosted->trees.importances(step, boosted->features.size())};
  out.nodes = nodes_of(boosted, step);
  return out;
}

/// `rows` alone.
Result answer(const Regressor& in, const RecordValue& record, const History& history, size_t step) {
  Result out;
  predict(in, record, *history.boosted, step, out);
  return out;
}

std::vector<OutputOf<Result>> outputs() {
  std::vector<OutputOf<Result>> out = score_outputs<Result>();
  out.push_back(
      output<&Result::intercept>("intercept", "What it predicts before any stage: the mean."));
  out.push_back(output<&Result::all>("all", "What the rows it learns from come to at all stages.",
                                     {column<&Stages::step>("step", "0 is the mean alone."),
                                      column<&Stages::mse>("mse", "Their mean squared error."),
                                      column<&Stages::r2>("r2", "Their R².")},
                                     {.key = "step"}));
  out.push_back(output<&Result::importances>(
      "importances", "How much each feature lowers the error in all trees; they add up to 1.",
      importance_columns(), {.key = "feature"}));
  out.push_back(output<&Result::nodes>("nodes", "The nodes of all trees up to the step.",
                                       value_node_columns(), {.key = "node"}));
  out.push_back(estimate_rows<Result>());
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = trace_model<Regressor, boost, as_of, answer>(
    {"gradient_boosting_regressor",
     "A sum of small trees, each of which learns what the ones before it miss (Friedman, Greedy "
     "function approximation, 2001), as sklearn.ensemble.GradientBoostingRegressor with the "
     "squared error. A trace: a step a stage.",
     boosting_fields<Regressor>(false)},
    outputs());

}  // namespace lantern::gradient_boosting_regressor_model
