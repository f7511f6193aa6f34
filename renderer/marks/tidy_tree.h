#pragma once

#include <vector>

namespace lantern {

/// Where the nodes of a tree stand: across in units of the least distance of two nodes on one
/// level, down in levels.
struct TidyNode {
  double across = 0;
  int depth = 0;
};

/// Places a forest given by each node's parent (−1: a root; parents come before their children):
/// levels in line, subtrees as close as they may be without overlap, a parent over the middle of
/// its first and last child (Reingold & Tilford, "Tidier Drawings of Trees", 1981). The leftmost
/// node is at 0.
std::vector<TidyNode> tidy_tree(const std::vector<int>& parents);

}  // namespace lantern
