#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/random.h"
#include "core/models/ranked_samples.h"

namespace lantern {

struct TreeOptions {
  bool entropy = false;  ///< else Gini
  int max_depth = 0;     ///< 0: as deep as it takes
  int min_samples_split = 2;
  int min_samples_leaf = 1;
  int max_features = 0;  ///< looked at for each split; 0: all
};

/// Nodes in the order in which they are made: level by level, from the left. Node 0 is the root.
struct TreeNode {
  int parent = -1;
  int left = -1, right = -1;  ///< −1: a leaf
  int depth = 0;
  int feature = -1;
  double threshold = 0;  ///< rows with at most this go left
  double rows = 0;
  double impurity = 0;
  std::vector<double> counts;  ///< by class
  double value = 0;            ///< of a tree that predicts numbers: the mean of its rows

  bool leaf() const { return left < 0; }
  /// The class with the most rows, the first of equal ones.
  size_t majority() const;
};
using Tree = std::vector<TreeNode>;

/// The features that a split may look at, in this order: the first `wanted` of them, and more where
/// those allow no split. All in theirs, or so many random ones.
struct SplitFeatures {
  std::vector<std::uint32_t> order;
  size_t wanted = 0;
};
SplitFeatures features_of_split(size_t features, const TreeOptions& options, Random& random);

/// CART (Breiman, Friedman, Olshen & Stone, "Classification and Regression Trees", 1984) as
/// scikit-learn grows it: every split is the one with the smallest weighted impurity of its sides,
/// between two values that differ, at their middle; among equally good ones the first feature's
/// lowest. `rows` may name a row several times. `random` chooses the features of each split where
/// not all are looked at.
Tree fit_tree(const RankedSamples& samples, std::span<const std::uint32_t> rows,
              const TreeOptions& options, Random& random);
Tree fit_tree(const ClassSamples& samples, std::span<const std::uint32_t> rows,
              const TreeOptions& options, Random& random);

/// The nodes that a row passes, from the root to its leaf.
std::vector<int> path_in(const Tree& tree, std::span<const double> features);

/// The leaf that it ends in.
size_t leaf_of(const Tree& tree, std::span<const double> features);

/// By how much the splits of each feature lower the impurity, in rows.
std::vector<double> lowered_impurity(const Tree& tree, size_t features);

/// How much each feature lowers the impurity, weighted by rows; they add up to 1, or are all 0.
std::vector<double> importances_of(const Tree& tree, size_t features);

}  // namespace lantern
