#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/models/model.h"
#include "core/models/value_tree.h"

namespace lantern {

/// What boosting is told, of classes and of numbers.
struct BoostingFields {
  TablePtr data;
  std::vector<Column> features;
  Column target;
  int n_estimators = 100;
  double learning_rate = 0.1;
  int max_depth = 3;
  int min_samples_split = 2;
  int min_samples_leaf = 1;
  int max_features = 0;
  double subsample = 1;
  double seed = 0;
  TablePtr predict;

  TreeOptions options() const {
    return {false, max_depth, min_samples_split, min_samples_leaf, max_features};
  }
};

template <class In>
std::vector<Field> boosting_fields(std::string_view target) {
  using B = BoostingFields;
  return {
      field<&B::data, In>("data", "The rows to learn from.", {.required = true}),
      where_field("Learns only from the rows for which it holds."),
      field<&B::features, In>("features", "The columns that trees may ask about.",
                              {.required = true}),
      field<&B::target, In>("target", target, {.required = true}),
      field<&B::n_estimators, In>("n_estimators", "How many stages.",
                                  {.fallback = "100", .least = 1, .most = 10000}),
      field<&B::learning_rate, In>("learning_rate", "How far each stage goes.",
                                   {.fallback = "0.1", .least = 0, .above = true}),
      field<&B::max_depth, In>("max_depth", "The deepest level of trees; 0: as deep as it takes.",
                               {.fallback = "3", .least = 0}),
      field<&B::min_samples_split, In>("min_samples_split", "A node with fewer rows is a leaf.",
                                       {.fallback = "2", .least = 2}),
      field<&B::min_samples_leaf, In>("min_samples_leaf", "No leaf has fewer rows.",
                                      {.fallback = "1", .least = 1}),
      field<&B::max_features, In>(
          "max_features", "How many features, chosen at random, each split may look at; 0: all.",
          {.fallback = "0", .least = 0}),
      field<&B::subsample, In>("subsample",
                               "Which part of the rows, chosen at random, each stage learns from.",
                               {.fallback = "1", .least = 0, .most = 1, .above = true}),
      field<&B::seed, In>(
          "seed", "Of what is chosen at random.",
          {.fallback = "0", .least = 0, .most = 9007199254740991, .kind = FieldKind::count}),
      field<&B::predict, In>(
          "predict", "The rows to predict, others than those it learned from; `data` if absent.")};
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

/// The rows that a stage learns from, in ascending order: a share of them, from the stage's stream.
std::vector<std::uint32_t> rows_of_stage(size_t rows, double share, Random& random);

}  // namespace lantern
