#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/models/output.h"
#include "core/models/tree_fit.h"

namespace lantern {

/// How the weakest questions of a tree are taken back, one after the other: those whose subtree
/// lowers the impurity least for each leaf more (Breiman et al., 1984, chapter 3), as
/// scikit-learn's cost_complexity_pruning_path; equally weak ones go together.
struct PruningStep {
  double alpha = 0;            ///< from here on these are not worth their leaves
  double impurity = 0;         ///< of all leaves then, weighted by rows
  double leaves = 0;           ///< how many there are then
  std::vector<int> leaf_from;  ///< the nodes that become leaves
};
/// The first is the whole tree, at 0; the last is its root alone.
std::vector<PruningStep> pruning_of(const Tree& tree);

/// The tree without what is below the nodes that `steps` name; nodes keep their order.
Tree pruned(const Tree& tree, std::span<const PruningStep> steps);
/// Without the questions that are not worth `alpha` a leaf; 0: all of it.
Tree pruned(Tree tree, double alpha);

using TreePtr = std::shared_ptr<const Tree>;

/// A tree as it grows, or is pruned, step by step. Copies share it.
class TreeGrowth {
 public:
  TreeGrowth() = default;
  /// `trace`: split, level or prune.
  TreeGrowth(Tree tree, std::string_view trace);

  const TreePtr& whole() const { return tree_; }
  /// Worked out when it is first asked for.
  const std::vector<PruningStep>& pruning() const;
  size_t steps() const;
  TreePtr at(size_t step) const;
  size_t bytes() const;

 private:
  struct Pruning;
  size_t nodes_at(size_t step) const;

  TreePtr tree_;
  std::shared_ptr<Pruning> pruning_;
  bool by_level_ = false, prunes_ = false;
};

/// A leaf and its key: its way from the root.
struct KeyedLeaf {
  const TreeNode* node;
  std::string key;
};
KeyedLeaf keyed_leaf(const Tree& tree, std::span<const double> row);

/// The mean of its leaves' impurities, weighted by rows.
double mean_impurity(const Tree& tree);

struct PruningColumns {
  std::vector<double> step, alpha, impurity, leaves;
};
PruningColumns pruning_columns_of(const std::vector<PruningStep>& steps);
/// The same when somebody looks.
Later<PruningColumns> pruning_later(const TreeGrowth& growth);
/// About what a row of a table of nodes takes.
inline constexpr size_t kBytesOfNode = 160;
std::vector<ColumnOf<PruningColumns>> pruning_columns();

}  // namespace lantern
