#include <cmath>

#include <fmt/format.h>

#include "core/base/work.h"
#include "core/models/boosting.h"
#include "core/models/tree_tables.h"

namespace lantern::gradient_boosting_regressor_model {
namespace {

struct Regressor : BoostingFields {};

struct Stages {
  std::vector<double> step, mse, r2;
};

struct Predicted {
  std::vector<double> predicted, residual;
};

struct Result {
  double mse = 0, r2 = 0, intercept = 0;
  Stages all;
  Importances importances;
  Later<ValueNodeColumns> nodes;
  Extended<Predicted> rows;
};

struct Boosted {
  std::vector<std::string> features;
  BoostedTrees trees;
  Stages stages;
};

struct History {
  std::shared_ptr<const Boosted> boosted;

  size_t steps() const { return boosted->trees.stages(); }
  size_t bytes() const { return boosted->trees.bytes(); }
};

double mean_of(const std::vector<double>& values) {
  double out = 0;
  for (const double one : values) out += one;
  return out / double(values.size());
}

void add_stage(const std::vector<double>& said, const std::vector<double>& truth, Stages& out) {
  const Fitness fitness = fitness_of(said, truth);
  out.step.push_back(double(out.step.size()));
  out.mse.push_back(fitness.mse);
  out.r2.push_back(fitness.r2);
}

/// Every stage learns what is still missing.
History boost(const Regressor& in, const RecordValue& record) {
  const ValueData data = read_value_data(*in.data, in.features, in.target, record);
  const OrderedFeatures ordered(data.features.size(), data.values);
  const size_t rows = data.target.size(), features = data.features.size();
  std::vector<double> said(rows, mean_of(data.target)), missing(rows);
  auto out = std::make_shared<Boosted>(
      Boosted{data.features, BoostedTrees({mean_of(data.target)}, in.learning_rate), {}});
  add_stage(said, data.target, out->stages);
  Repeated repeated(static_cast<size_t>(in.n_estimators));
  for (int stage = 0; stage < in.n_estimators; ++stage) {
    Random random(static_cast<std::uint64_t>(std::llround(in.seed)),
                  fmt::format("gradient_boosting/{}", stage));
    spend(rows * 2 * kBoostedStep);
    for (size_t i = 0; i < rows; ++i) missing[i] = data.target[i] - said[i];
    out->trees.add(fit_value_tree(ordered, missing, rows_of_stage(rows, in.subsample, random),
                                  in.options(), random));
    for (size_t i = 0; i < rows; ++i) {
      said[i] += out->trees.step(size_t(stage), {data.values.data() + i * features, features});
    }
    add_stage(said, data.target, out->stages);
    repeated.done();
  }
  return {out};
}

/// Fills in `rows`, `mse` and `r2`.
void predict(const Regressor& in, const RecordValue& record, const Boosted& boosted, size_t step,
             Result& out) {
  const TablePtr& table = in.predict ? in.predict : in.data;
  const auto columns =
      in.predict ? same_columns(*in.data, in.features, *table, record) : in.features;
  const std::vector<double> values = feature_matrix(*table, columns, record);
  const std::vector<double> truth = numbers_or_missing(*table, name_of(*in.data, in.target));
  spend(table->rows() * (step + 1) * kBoostedStep);
  Predicted said;
  std::vector<double> score;
  for (size_t i = 0; i < table->rows(); ++i) {
    boosted.trees.score({values.data() + i * columns.size(), columns.size()}, step, score);
    said.predicted.push_back(score[0]);
    said.residual.push_back(truth[i] - score[0]);
  }
  const Fitness fitness = fitness_of(said.predicted, truth);
  out.mse = fitness.mse;
  out.r2 = fitness.r2;
  out.rows = {table, std::move(said)};
}

Result as_of(const Regressor& in, const RecordValue& record, const History& history, size_t step) {
  const auto& boosted = history.boosted;
  Result out;
  predict(in, record, *boosted, step, out);
  out.intercept = boosted->trees.start()[0];
  out.all = boosted->stages;
  out.importances = {boosted->features, boosted->trees.importances(step, boosted->features.size())};
  out.nodes = {boosted->trees.bytes() / 2, [boosted, step] {
                 ValueNodeColumns nodes;
                 for (size_t t = 0; t < step; ++t) {
                   add_nodes(boosted->trees.trees()[t], int(t) + 1, boosted->features, nodes);
                 }
                 return nodes;
               }};
  return out;
}

/// `rows` alone.
Result answer(const Regressor& in, const RecordValue& record, const History& history, size_t step) {
  Result out;
  predict(in, record, *history.boosted, step, out);
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = trace_model<Regressor, boost, as_of, answer>(
    {"gradient_boosting_regressor",
     "A sum of small trees, each of which learns what the ones before it miss (Friedman, Greedy "
     "function approximation, 2001), as sklearn.ensemble.GradientBoostingRegressor with the "
     "squared error. A trace: a step a stage.",
     boosting_fields<Regressor>("The true number.")},
    {output<&Result::mse>("mse", "The mean squared error of the predicted rows."),
     output<&Result::r2>("r2", "Their coefficient of determination, R²."),
     output<&Result::intercept>("intercept", "What it predicts before any stage: the mean."),
     output<&Result::all>("all", "What the rows it learns from come to at all stages.",
                          {column<&Stages::step>("step", "0 is the mean alone."),
                           column<&Stages::mse>("mse", "Their mean squared error."),
                           column<&Stages::r2>("r2", "Their R².")},
                          {.key = "step"}),
     output<&Result::importances>(
         "importances", "How much each feature lowers the error in all trees; they add up to 1.",
         importance_columns(), {.key = "feature"}),
     output<&Result::nodes>("nodes", "The nodes of all trees up to the step.", value_node_columns(),
                            {.key = "node"}),
     output<&Result::rows>(
         "rows", "The predicted rows.",
         {column<&Predicted::predicted>("predicted", "What it says."),
          column<&Predicted::residual>("residual", "What is true without what is predicted.")},
         {.extends = "predict"})});

}  // namespace lantern::gradient_boosting_regressor_model
