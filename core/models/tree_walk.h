#pragma once

#include <limits>
#include <vector>

#include "core/models/tree_fit.h"

namespace lantern {

/// A tree as it is walked through: what that needs of each node, in the nodes' order, which has the
/// right side of a split behind its left one.
class TreeWalk {
 public:
  TreeWalk() = default;
  explicit TreeWalk(const Tree& tree);

  /// The leaf that a row of features ends in.
  size_t leaf(const double* row) const {
    const Step* at = steps_.data();
    while (at->feature >= 0) {
      at = steps_.data() + at->left + (row[at->feature] <= at->threshold ? 0 : 1);
    }
    return static_cast<size_t>(at - steps_.data());
  }

 private:
  friend class LeafFinder;
  struct Step {
    double threshold = 0;
    int feature = -1;  ///< −1: a leaf
    int left = 0;
  };
  std::vector<Step> steps_;
};

/// Finds the leaves of one row after the other. Rows beside each other, as those of a picture, end
/// in one leaf mostly: what is still inside of it needs no way through the tree.
class LeafFinder {
 public:
  LeafFinder(const TreeWalk& walk, size_t features) : walk_(walk), sides_(features) {}

  size_t leaf(const double* row) {
    if (tried_ == kTries && stayed_ < kTries / 4) return walk_.leaf(row);
    const bool stays = walked_ && inside(row);
    if (tried_ < kTries) {
      ++tried_;
      stayed_ += stays;
    }
    return stays ? leaf_ : walk_to(row);
  }

 private:
  static constexpr int kTries = 64;
  /// Where a leaf is along one feature: above the first, up to the second.
  struct Side {
    double above = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
  };

  bool inside(const double* row) const {
    for (size_t j = 0; j < sides_.size(); ++j) {
      if (!(row[j] > sides_[j].above) || !(row[j] <= sides_[j].most)) return false;
    }
    return true;
  }
  size_t walk_to(const double* row);

  const TreeWalk& walk_;
  std::vector<Side> sides_;
  size_t leaf_ = 0;
  bool walked_ = false;
  int tried_ = 0, stayed_ = 0;
};

}  // namespace lantern
