#include "core/models/tree_walk.h"

namespace lantern {

TreeWalk::TreeWalk(const Tree& tree) {
  steps_.reserve(tree.size());
  for (const TreeNode& node : tree) {
    if (node.leaf()) steps_.push_back({});
    else steps_.push_back({node.threshold, node.feature, node.left});
  }
}

}  // namespace lantern
