#include "core/models/tree_growth.h"

#include <algorithm>
#include <queue>

#include "core/base/once.h"
#include "core/base/work.h"

namespace lantern {
namespace {

/// What a node's subtree comes to.
struct Subtree {
  double impurity = 0, leaves = 0;  // impurity: weighted by rows
};

class Pruner {
 public:
  explicit Pruner(const Tree& tree)
      : tree_(tree), leaf_(tree.size()), below_(tree.size()), version_(tree.size(), 0) {
    for (size_t i = tree.size(); i-- > 0;) {
      leaf_[i] = tree[i].leaf();
      weigh(i);
    }
  }

  std::vector<PruningStep> prune() {
    std::vector<PruningStep> out{{0, below_[0].impurity, below_[0].leaves, {}}};
    while (!leaf_[0]) {
      PruningStep step = take_weakest();
      step.impurity = below_[0].impurity;
      step.leaves = below_[0].leaves;
      // Rounding must not let it go back.
      step.alpha = std::max(step.alpha, out.back().alpha);
      out.push_back(std::move(step));
    }
    return out;
  }

 private:
  struct Entry {
    double worth;
    size_t node;
    int version;

    /// The least comes first, of equal ones the first node.
    bool operator<(const Entry& other) const {
      return worth != other.worth ? worth > other.worth : node > other.node;
    }
  };

  double own(size_t node) const { return tree_[node].impurity * tree_[node].rows / tree_[0].rows; }

  /// From what is known of its children.
  void weigh(size_t i) {
    below_[i] = {own(i), 1};
    if (leaf_[i]) return;
    const Subtree &a = below_[size_t(tree_[i].left)], &b = below_[size_t(tree_[i].right)];
    below_[i] = {a.impurity + b.impurity, a.leaves + b.leaves};
    const double worth = (own(i) - below_[i].impurity) / (below_[i].leaves - 1);
    queue_.push({worth, i, ++version_[i]});
  }

  bool gone(size_t node) const {
    int above = tree_[node].parent;
    while (above >= 0 && !leaf_[size_t(above)]) above = tree_[size_t(above)].parent;
    return above >= 0;
  }

  /// Whether the first entry still holds.
  bool holds() const {
    const Entry& first = queue_.top();
    return !leaf_[first.node] && version_[first.node] == first.version && !gone(first.node);
  }

  PruningStep take_weakest() {
    while (!holds()) queue_.pop();
    PruningStep out;
    out.alpha = queue_.top().worth;
    const double most = out.alpha + 1e-12 * own(0);
    while (!queue_.empty() && queue_.top().worth <= most) {
      spend(50);
      if (holds()) out.leaf_from.push_back(static_cast<int>(queue_.top().node));
      queue_.pop();
    }
    std::sort(out.leaf_from.begin(), out.leaf_from.end());
    for (const int node : out.leaf_from) leaf_[size_t(node)] = true;
    for (size_t i = out.leaf_from.size(); i-- > 0;) {
      for (int at = out.leaf_from[i]; at >= 0; at = tree_[size_t(at)].parent) weigh(size_t(at));
    }
    return out;
  }

  const Tree& tree_;
  std::vector<bool> leaf_;
  std::vector<Subtree> below_;
  std::vector<int> version_;
  std::priority_queue<Entry> queue_;
};

}  // namespace

std::vector<PruningStep> pruning_of(const Tree& tree) {
  return Pruner(tree).prune();
}

Tree pruned(const Tree& tree, std::span<const PruningStep> steps) {
  std::vector<bool> leaf(tree.size(), false);
  for (const PruningStep& step : steps) {
    for (const int node : step.leaf_from) leaf[size_t(node)] = true;
  }
  Tree out;
  std::vector<int> place(tree.size(), -1);
  for (size_t i = 0; i < tree.size(); ++i) {
    const int parent = tree[i].parent;
    if (parent >= 0 && (place[size_t(parent)] < 0 || leaf[size_t(parent)])) continue;
    place[i] = static_cast<int>(out.size());
    out.push_back(tree[i]);
    if (leaf[i]) out.back().left = out.back().right = out.back().feature = -1;
    if (parent < 0) continue;
    out.back().parent = place[size_t(parent)];
    TreeNode& above = out[size_t(place[size_t(parent)])];
    (tree[size_t(parent)].left == int(i) ? above.left : above.right) = place[i];
  }
  return out;
}

Tree pruned(Tree tree, double alpha) {
  if (alpha <= 0) return tree;
  const std::vector<PruningStep> steps = pruning_of(tree);
  size_t count = 0;
  while (count < steps.size() && steps[count].alpha <= alpha) ++count;
  return pruned(tree, std::span(steps.data(), count));
}

struct TreeGrowth::Pruning {
  Once once;
  std::vector<PruningStep> steps;
};

TreeGrowth::TreeGrowth(Tree tree, std::string_view trace)
    : tree_(std::make_shared<const Tree>(std::move(tree))),
      pruning_(std::make_shared<Pruning>()),
      by_level_(trace == "level"),
      prunes_(trace == "prune") {}

const std::vector<PruningStep>& TreeGrowth::pruning() const {
  pruning_->once.run([&] { pruning_->steps = pruning_of(*tree_); });
  return pruning_->steps;
}

size_t TreeGrowth::steps() const {
  if (prunes_) return pruning().size() - 1;
  return by_level_ ? size_t(tree_->back().depth) : tree_->size() / 2;
}

/// Nodes are made two by two, level by level: at every step they are the first so many.
size_t TreeGrowth::nodes_at(size_t step) const {
  if (!by_level_) return 2 * step + 1;
  size_t count = 0;
  while (count < tree_->size() && size_t((*tree_)[count].depth) <= step) ++count;
  return count;
}

TreePtr TreeGrowth::at(size_t step) const {
  if (prunes_) {
    return std::make_shared<const Tree>(pruned(*tree_, std::span(pruning().data(), step + 1)));
  }
  const auto count = static_cast<std::ptrdiff_t>(nodes_at(step));
  if (size_t(count) == tree_->size()) return tree_;
  Tree out(tree_->begin(), tree_->begin() + count);
  for (TreeNode& node : out) {
    if (node.left < count) continue;
    node.left = node.right = node.feature = -1;
  }
  return std::make_shared<const Tree>(std::move(out));
}

size_t TreeGrowth::bytes() const {
  const size_t classes = tree_->empty() ? 0 : (*tree_)[0].counts.size();
  return tree_->size() * (2 * sizeof(TreeNode) + 8 * classes);
}

KeyedLeaf keyed_leaf(const Tree& tree, std::span<const double> row) {
  KeyedLeaf out{&tree[0], "r"};
  while (!out.node->leaf()) {
    const bool low = row[size_t(out.node->feature)] <= out.node->threshold;
    out.key += low ? 'l' : 'r';
    out.node = &tree[size_t(low ? out.node->left : out.node->right)];
  }
  return out;
}

double mean_impurity(const Tree& tree) {
  double sum = 0;
  for (const TreeNode& node : tree) sum += node.leaf() ? node.impurity * node.rows : 0;
  return sum / tree[0].rows;
}

PruningColumns pruning_columns_of(const std::vector<PruningStep>& steps) {
  PruningColumns out;
  for (const PruningStep& one : steps) {
    out.step.push_back(double(out.step.size()));
    out.alpha.push_back(one.alpha);
    out.impurity.push_back(one.impurity);
    out.leaves.push_back(one.leaves);
  }
  return out;
}

Later<PruningColumns> pruning_later(const TreeGrowth& growth) {
  return {growth.whole()->size() * 4 * sizeof(double),
          [growth] { return pruning_columns_of(growth.pruning()); }};
}

std::vector<ColumnOf<PruningColumns>> pruning_columns() {
  using P = PruningColumns;
  return {column<&P::step>("step", "0 is the whole tree."),
          column<&P::alpha>("alpha", "The `ccp_alpha` from which on the tree is so small."),
          column<&P::impurity>("impurity", "The mean of the leaves, weighted by their rows."),
          column<&P::leaves>("leaves", "How many there are.")};
}

}  // namespace lantern
