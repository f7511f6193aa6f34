#include "core/models/tree_walk.h"

#include <algorithm>

namespace lantern {

TreeWalk::TreeWalk(const Tree& tree) {
  steps_.reserve(tree.size());
  for (const TreeNode& node : tree) {
    if (node.leaf()) steps_.push_back({});
    else steps_.push_back({node.threshold, node.feature, node.left});
  }
}

size_t LeafFinder::walk_to(const double* row) {
  std::fill(sides_.begin(), sides_.end(), Side{});
  const auto* steps = walk_.steps_.data();
  const auto* at = steps;
  while (at->feature >= 0) {
    Side& side = sides_[size_t(at->feature)];
    const bool low = row[at->feature] <= at->threshold;
    // Further down, thresholds are nearer.
    (low ? side.most : side.above) = at->threshold;
    at = steps + at->left + (low ? 0 : 1);
  }
  walked_ = true;
  leaf_ = static_cast<size_t>(at - steps);
  return leaf_;
}

}  // namespace lantern
