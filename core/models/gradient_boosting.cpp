#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/portable_math.h"
#include "core/base/text.h"
#include "core/base/work.h"
#include "core/models/boosting.h"
#include "core/models/class_probabilities.h"
#include "core/models/logistic_loss.h"
#include "core/models/multinomial_loss.h"
#include "core/models/tree_tables.h"

namespace lantern::gradient_boosting_model {
namespace {

struct Classifier : BoostingFields {
  std::optional<std::string> positive;
};

struct Stages {
  std::vector<double> step, loss, accuracy;
};

struct Result {
  double loss = 0, accuracy = 0;
  Stages all;
  Importances importances;
  Later<ValueNodeColumns> nodes;
  Extended<ProbableClasses> rows;
};

struct Boosted {
  std::vector<std::string> features, classes;
  BoostedTrees trees;
  Stages stages;
};

using History = BoostingHistory<Boosted>;

/// The scores of two classes are one number, the log-odds of the second; of more, one a class.
void probabilities_of(std::span<const double> scores, std::vector<double>& out) {
  if (scores.size() == 1) {
    const double p = sigmoid(scores[0]);
    out = {1 - p, p};
    return;
  }
  out.assign(scores.begin(), scores.end());
  softmax(out);
}

/// The prior classes, as scores.
std::vector<double> start_of(const ClassSamples& samples) {
  std::vector<double> counts(samples.classes, 0);
  for (const int one : samples.target) counts[size_t(one)] += 1;
  if (counts.size() == 2) return {portable::log(counts[1] / counts[0])};
  for (double& one : counts) one = portable::log(one / double(samples.target.size()));
  return counts;
}

/// Grows the stages one by one, with what is known of the rows so far.
class Booster {
 public:
  Booster(const Classifier& in, const ClassData& data)
      : in_(in),
        data_(data),
        ordered_(data.features.size(), data.samples.values),
        rows_(data.samples.target.size()),
        out_{data.features,
             data.classes,
             BoostedTrees(start_of(data.samples), in.learning_rate),
             {}} {
    scores_.assign(out_.trees.scores(), {});
    for (size_t k = 0; k < scores_.size(); ++k) scores_[k].assign(rows_, out_.trees.start()[k]);
    missing_.assign(scores_.size(), std::vector<double>(rows_));
  }

  Boosted boost() {
    look();
    Repeated repeated(static_cast<size_t>(in_.n_estimators));
    for (int stage = 0; stage < in_.n_estimators; ++stage) {
      grow(stage);
      look();
      repeated.done();
    }
    return std::move(out_);
  }

 private:
  std::span<const double> row(size_t i) const {
    const size_t features = data_.samples.features;
    return {data_.samples.values.data() + i * features, features};
  }

  /// How good it is so far, and by how much each row's probabilities miss.
  void look() {
    spend(rows_ * scores_.size() * 60);
    std::vector<double> scores(scores_.size()), said;
    double loss = 0, hits = 0;
    for (size_t i = 0; i < rows_; ++i) {
      const size_t truth = size_t(data_.samples.target[i]);
      for (size_t k = 0; k < scores.size(); ++k) scores[k] = scores_[k][i];
      probabilities_of(scores, said);
      loss -= portable::log(std::max(said[truth], 2.220446049250313e-16));
      hits += size_t(std::max_element(said.begin(), said.end()) - said.begin()) == truth;
      const size_t first = said.size() - scores.size();  // of two classes, the second alone
      for (size_t k = 0; k < scores.size(); ++k) {
        missing_[k][i] = (first + k == truth ? 1 : 0) - said[first + k];
      }
    }
    out_.stages.step.push_back(double(out_.stages.step.size()));
    out_.stages.loss.push_back(loss / double(rows_));
    out_.stages.accuracy.push_back(hits / double(rows_));
  }

  void grow(int stage) {
    Random random = in_.random_of(stage);
    const auto rows = rows_of_stage(rows_, in_.subsample, random);
    for (size_t k = 0; k < scores_.size(); ++k) {
      Tree tree = fit_value_tree(ordered_, missing_[k], rows, in_.options(), random);
      set_leaves(tree, rows, missing_[k]);
      out_.trees.add(std::move(tree));
      const size_t index = out_.trees.trees().size() - 1;
      spend(rows_ * kBoostedStep);
      for (size_t i = 0; i < rows_; ++i) scores_[k][i] += out_.trees.step(index, row(i));
    }
  }

  /// One step of Newton's method for each leaf: what is missed over the curvature p (1 − p).
  void set_leaves(Tree& tree, const std::vector<std::uint32_t>& rows,
                  const std::vector<double>& missing) const {
    std::vector<double> sums(tree.size(), 0), curves(tree.size(), 0);
    for (const std::uint32_t i : rows) {
      const size_t leaf = leaf_of(tree, row(i));
      sums[leaf] += missing[i];
      curves[leaf] += std::fabs(missing[i]) * (1 - std::fabs(missing[i]));
    }
    const double classes = double(scores_.size());
    const double share = scores_.size() == 1 ? 1 : (classes - 1) / classes;
    for (size_t i = 0; i < tree.size(); ++i) {
      if (tree[i].leaf()) tree[i].value = curves[i] < 1e-150 ? 0 : share * sums[i] / curves[i];
    }
  }

  const Classifier& in_;
  const ClassData& data_;
  OrderedFeatures ordered_;
  size_t rows_;
  Boosted out_;
  std::vector<std::vector<double>> scores_, missing_;  // by score, of each row
};

History boost(const Classifier& in, const RecordValue& record) {
  const ClassData data = read_class_data(*in.data, in.features, in.target, record);
  if (data.classes.size() < 2) {
    fail(record, "target",
         fmt::format("gradient_boosting needs two classes, but column {} has only {}",
                     in_quotes(name_of(*in.data, in.target)), in_quotes(data.classes[0])));
  }
  place_of_positive(in.positive, data.classes, record);
  return {std::make_shared<const Boosted>(Booster(in, data).boost())};
}

/// Fills in `rows`, `accuracy` and `loss`.
void predict(const Classifier& in, const RecordValue& record, const Boosted& boosted, size_t step,
             Result& out) {
  const TablePtr& table = in.asked();
  ClassVerdicts verdicts(*table, name_of(*in.data, in.target), boosted.classes,
                         place_of_positive(in.positive, boosted.classes, record));
  std::vector<double> probabilities;
  boosted.trees.score_rows(in, record, step, [&](std::span<const double> scores) {
    probabilities_of(scores, probabilities);
    verdicts.add(probabilities);
  });
  out.accuracy = verdicts.accuracy();
  out.loss = verdicts.loss();
  out.rows = {table, verdicts.take()};
}

Result as_of(const Classifier& in, const RecordValue& record, const History& history, size_t step) {
  const auto& boosted = history.boosted;
  Result out;
  predict(in, record, *boosted, step, out);
  out.all = boosted->stages;
  out.importances = {boosted->features, boosted->trees.importances(step, boosted->features.size())};
  out.nodes = nodes_of(boosted, step);
  return out;
}

/// `rows` alone.
Result answer(const Classifier& in, const RecordValue& record, const History& history,
              size_t step) {
  Result out;
  predict(in, record, *history.boosted, step, out);
  return out;
}

std::vector<Field> fields() {
  std::vector<Field> out = boosting_fields<Classifier>(true);
  out.push_back(field<&Classifier::positive>(
      "positive", "The class whose `probability` is told; the most likely one if absent."));
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = trace_model<Classifier, boost, as_of, answer>(
    {"gradient_boosting",
     "A sum of small trees, each of which learns what the ones before it miss (Friedman, Greedy "
     "function approximation, 2001), as sklearn.ensemble.GradientBoostingClassifier with the log "
     "loss. A trace: a step a stage.",
     fields()},
    {output<&Result::loss>("loss", "The mean log loss of the predicted rows."),
     output<&Result::accuracy>("accuracy", "The part of them that it gets right."),
     output<&Result::all>("all", "What the rows it learns from come to at all stages.",
                          {column<&Stages::step>("step", "0 is the part of each class alone."),
                           column<&Stages::loss>("loss", "Their mean log loss."),
                           column<&Stages::accuracy>("accuracy", "The part that is right.")},
                          {.key = "step"}),
     output<&Result::importances>(
         "importances", "How much each feature lowers the error in all trees; they add up to 1.",
         importance_columns(), {.key = "feature"}),
     output<&Result::nodes>(
         "nodes",
         "The nodes of all trees up to the step: of more than two classes, one tree each a stage.",
         value_node_columns(), {.key = "node"}),
     output<&Result::rows>("rows", "The predicted rows.", probable_columns(),
                           {.extends = "predict"})});

}  // namespace lantern::gradient_boosting_model
