#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/models/model.h"
#include "core/models/tree_fields.h"
#include "core/models/tree_tables.h"
#include "core/models/value_tree.h"

namespace lantern {

/// What boosting is told, of classes and of numbers: what a tree is, and how they follow each
/// other.
struct BoostingFields : TreeFields {
  int n_estimators = 100;
  double learning_rate = 0.1;
  double subsample = 1;

  /// The rows to predict.
  const TablePtr& asked() const { return predict ? predict : data; }
  /// The chance of one stage.
  Random random_of(int stage) const;
};

/// `classes` as in `tree_fields`.
template <class In>
std::vector<Field> boosting_fields(bool classes) {
  using B = BoostingFields;
  std::vector<Field> out = tree_fields<In>(classes);
  std::erase_if(out, [](const Field& one) { return one.name == "criterion"; });
  for (Field& one : out) {
    if (one.name == "max_depth") one.fallback = "3";
  }
  out.push_back(field<&B::n_estimators, In>("n_estimators", "How many stages.",
                                            {.fallback = "100", .least = 1, .most = 10000}));
  out.push_back(field<&B::learning_rate, In>("learning_rate", "How far each stage goes.",
                                             {.fallback = "0.1", .least = 0, .above = true}));
  out.push_back(field<&B::subsample, In>(
      "subsample", "Which part of the rows, chosen at random, each stage learns from.",
      {.fallback = "1", .least = 0, .most = 1, .above = true}));
  return out;
}

/// Sums of trees, one for each score that a row has (one, or one a class).
class BoostedTrees {
 public:
  /// `start`: the scores before any tree.
  BoostedTrees(std::vector<double> start, double learning_rate)
      : start_(std::move(start)), rate_(learning_rate) {}

  size_t scores() const { return start_.size(); }
  size_t stages() const { return trees_.size() / start_.size(); }
  const std::vector<double>& start() const { return start_; }
  const std::vector<Tree>& trees() const { return trees_; }  ///< stage by stage, score by score

  /// The next tree, whose leaves have their `value`s.
  void add(Tree tree);
  /// What tree `index` adds to a row's score.
  double step(size_t index, std::span<const double> row) const;
  /// A row's scores after so many stages.
  void score(std::span<const double> row, size_t stages, std::vector<double>& out) const;
  /// Gives `take` the scores of every row that is to be predicted, in their order. Fails as
  /// `same_columns` and `feature_matrix` do.
  void score_rows(const BoostingFields& in, const RecordValue& record, size_t stages,
                  const std::function<void(std::span<const double>)>& take) const;
  /// How much features lower the error in all trees of these stages; they add up to 1, or are 0.
  std::vector<double> importances(size_t stages, size_t features) const;
  size_t bytes() const;

 private:
  /// What walking needs of a node; the right one follows the left one.
  struct Step {
    double threshold = 0;  ///< a leaf's value
    int feature = -1;      ///< −1: a leaf
    int left = 0;
  };

  std::vector<double> start_;
  double rate_;
  std::vector<Tree> trees_;
  std::vector<std::vector<Step>> steps_;
};

/// Steps of work to ask a tree about a row.
inline constexpr std::uint64_t kBoostedStep = 12;

/// What is learned once and asked at every step. `Boosted` has `features` and `trees`.
template <class Boosted>
struct BoostingHistory {
  std::shared_ptr<const Boosted> boosted;

  size_t steps() const { return boosted->trees.stages(); }
  size_t bytes() const { return boosted->trees.bytes(); }
};

/// The nodes of all trees of so many stages, made when they are asked for.
template <class Boosted>
Later<ValueNodeColumns> nodes_of(const std::shared_ptr<const Boosted>& boosted, size_t stages) {
  return {boosted->trees.bytes() / 2, [boosted, count = stages * boosted->trees.scores()] {
            ValueNodeColumns nodes;
            for (size_t t = 0; t < count; ++t) {
              add_nodes(boosted->trees.trees()[t], int(t) + 1, boosted->features, nodes);
            }
            return nodes;
          }};
}

/// The rows that a stage learns from, in ascending order: a share of them, from the stage's stream.
std::vector<std::uint32_t> rows_of_stage(size_t rows, double share, Random& random);

}  // namespace lantern
