#pragma once

#include <vector>

#include "core/models/tree_fit.h"

namespace lantern {

/// A tree as it is walked through: what that needs of each node, in the nodes' order, which has the
/// right side of a split behind its left one.
class TreeWalk {
 public:
  TreeWalk() = default;
  explicit TreeWalk(const Tree& tree);

  struct Step {
    double threshold = 0;
    int feature = -1;  ///< −1: a leaf
    int left = 0;

    bool leaf() const { return feature < 0; }
    /// The node on that side of the split.
    int side(double value) const { return left + (value <= threshold ? 0 : 1); }
  };
  const Step& step(int node) const { return steps_[size_t(node)]; }

  /// The leaf that a row of features ends in.
  size_t leaf(const double* row) const {
    const Step* at = steps_.data();
    while (!at->leaf()) at = steps_.data() + at->side(row[at->feature]);
    return static_cast<size_t>(at - steps_.data());
  }

 private:
  std::vector<Step> steps_;
};

}  // namespace lantern
