#include "renderer/marks/tidy_tree.h"

#include <algorithm>
#include <utility>

namespace lantern {
namespace {

/// The outermost places of a subtree on each level. The levels are kept from the deepest up, and
/// all places may be moved at once: a node above costs no more for a deep subtree than for a flat
/// one.
class Contour {
 public:
  size_t depth() const { return left_.size(); }
  double left(size_t level) const { return left_[at(level)] + moved_; }
  double right(size_t level) const { return right_[at(level)] + moved_; }

  void move(double by) { moved_ += by; }
  /// A level more, above all others.
  void add_root(double place) {
    left_.push_back(place - moved_);
    right_.push_back(place - moved_);
  }
  void set_left(size_t level, double place) { left_[at(level)] = place - moved_; }
  void set_right(size_t level, double place) { right_[at(level)] = place - moved_; }

 private:
  size_t at(size_t level) const { return left_.size() - 1 - level; }

  std::vector<double> left_, right_;
  double moved_ = 0;
};

/// How far to the right `one` has to stand to be clear of what is there.
double clearance(const Contour& there, const Contour& one) {
  double out = 0;
  for (size_t level = 0; level < std::min(there.depth(), one.depth()); ++level) {
    out = std::max(out, there.right(level) - one.left(level) + 1);
  }
  return out;
}

/// Both together, `one` to the right. Work: as many levels as the flatter one has.
Contour merged(Contour there, Contour one) {
  if (there.depth() >= one.depth()) {
    for (size_t level = 0; level < one.depth(); ++level) {
      there.set_right(level, std::max(there.right(level), one.right(level)));
    }
    return there;
  }
  for (size_t level = 0; level < there.depth(); ++level) {
    one.set_right(level, std::max(there.right(level), one.right(level)));
    one.set_left(level, there.left(level));
  }
  return one;
}

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
  Contour join(size_t node, std::vector<Contour>& contours) {
    const std::vector<size_t>& children = children_[node];
    Contour joined;
    for (const size_t child : children) {
      Contour one = std::move(contours[child]);
      shift_[child] = clearance(joined, one);
      one.move(shift_[child]);
      joined = merged(std::move(joined), std::move(one));
    }
    if (!children.empty()) {
      const double middle = (shift_[children.front()] + shift_[children.back()]) / 2;
      for (const size_t child : children) shift_[child] -= middle;
      joined.move(-middle);
    }
    joined.add_root(0);
    return joined;
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
