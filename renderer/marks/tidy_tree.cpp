#include "renderer/marks/tidy_tree.h"

#include <algorithm>

namespace lantern {
namespace {

/// The outermost places of a subtree on each level, from its root down, relative to the root.
struct Contour {
  std::vector<double> left{0}, right{0};
};

class Tidier {
 public:
  explicit Tidier(const std::vector<int>& parents)
      : children_(parents.size() + 1), shift_(parents.size() + 1, 0), parents_(parents) {
    for (size_t i = 0; i < parents.size(); ++i) {
      const size_t above = parents[i] < 0 ? parents.size() : size_t(parents[i]);
      children_[above].push_back(i);
    }
  }

  std::vector<TidyNode> place() {
    const size_t root = parents_.size();  // above all roots, not drawn
    // Children come after their parents: subtrees are done from the end.
    std::vector<Contour> contours(root + 1);
    for (size_t i = root + 1; i-- > 0;) contours[order(i)] = join(order(i), contours);
    std::vector<TidyNode> out(root);
    double least = 0;
    for (size_t i = 0; i < root; ++i) {
      const int above = parents_[i];
      out[i].across = shift_[i] + (above < 0 ? 0 : out[size_t(above)].across);
      out[i].depth = above < 0 ? 0 : out[size_t(above)].depth + 1;
      least = i == 0 ? out[i].across : std::min(least, out[i].across);
    }
    for (TidyNode& node : out) node.across -= least;
    return out;
  }

 private:
  /// The virtual root last.
  size_t order(size_t i) const { return i == 0 ? parents_.size() : i - 1; }

  /// Pushes the subtrees of a node apart and centres it over them.
  Contour join(size_t node, const std::vector<Contour>& contours) {
    const std::vector<size_t>& children = children_[node];
    Contour all;
    if (children.empty()) return all;
    Contour joined;
    joined.left.clear();
    joined.right.clear();
    for (const size_t child : children) {
      const Contour& one = contours[child];
      double apart = 0;
      for (size_t level = 0; level < std::min(joined.right.size(), one.left.size()); ++level) {
        apart = std::max(apart, joined.right[level] - one.left[level] + 1);
      }
      shift_[child] = apart;
      for (size_t level = 0; level < one.left.size(); ++level) {
        if (level >= joined.left.size()) joined.left.push_back(one.left[level] + apart);
        if (level >= joined.right.size()) joined.right.push_back(one.right[level] + apart);
        joined.right[level] = std::max(joined.right[level], one.right[level] + apart);
      }
    }
    const double middle = (shift_[children.front()] + shift_[children.back()]) / 2;
    for (const size_t child : children) shift_[child] -= middle;
    for (size_t level = 0; level < joined.left.size(); ++level) {
      all.left.push_back(joined.left[level] - middle);
      all.right.push_back(joined.right[level] - middle);
    }
    return all;
  }

  std::vector<std::vector<size_t>> children_;
  std::vector<double> shift_;  // from the parent
  const std::vector<int>& parents_;
};

}  // namespace

std::vector<TidyNode> tidy_tree(const std::vector<int>& parents) {
  return Tidier(parents).place();
}

}  // namespace lantern
