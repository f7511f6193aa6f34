#include "core/models/tree_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

constexpr double kSameValue = 1e-7;  // scikit-learn's FEATURE_THRESHOLD
constexpr double kPure = 1e-12;

double impurity_of(const std::vector<double>& counts, double rows, bool entropy) {
  double out = entropy ? 0 : 1;
  for (const double count : counts) {
    const double share = count / rows;
    if (!entropy) out -= share * share;
    else if (share > 0) out -= share * portable::log(share) / 0.69314718055994530942;
  }
  return std::max(0.0, out);
}

struct Split {
  int feature = -1;
  double threshold = 0;
  double impurity = std::numeric_limits<double>::infinity();  // of both sides, by rows
};

class Grower {
 public:
  Grower(const ClassSamples& samples, const TreeOptions& options, Random& random)
      : samples_(samples), options_(options), random_(random) {}

  Tree grow(std::span<const std::uint32_t> rows) {
    add(-1, 0, {rows.begin(), rows.end()});
    for (size_t n = 0; n < tree_.size(); ++n) divide(n);
    return std::move(tree_);
  }

 private:
  int add(int parent, int depth, std::vector<std::uint32_t> rows) {
    TreeNode node;
    node.parent = parent;
    node.depth = depth;
    node.rows = double(rows.size());
    node.counts.assign(samples_.classes, 0);
    for (const std::uint32_t row : rows) node.counts[size_t(samples_.target[row])] += 1;
    node.impurity = impurity_of(node.counts, node.rows, options_.entropy);
    tree_.push_back(std::move(node));
    rows_.push_back(std::move(rows));
    return static_cast<int>(tree_.size()) - 1;
  }

  void divide(size_t n) {
    const std::vector<std::uint32_t> rows = std::move(rows_[n]);
    const TreeNode& node = tree_[n];
    const int count = static_cast<int>(rows.size());
    const bool deep = options_.max_depth > 0 && node.depth >= options_.max_depth;
    if (deep || count < options_.min_samples_split || count < 2 * options_.min_samples_leaf ||
        node.impurity <= kPure) {
      return;
    }
    const Split split = best_split(rows, node.counts);
    if (split.feature < 0) return;
    std::vector<std::uint32_t> left, right;
    for (const std::uint32_t row : rows) {
      const bool low = samples_.at(row, size_t(split.feature)) <= split.threshold;
      (low ? left : right).push_back(row);
    }
    const int depth = node.depth + 1;
    const int a = add(static_cast<int>(n), depth, std::move(left));
    const int b = add(static_cast<int>(n), depth, std::move(right));
    tree_[n].left = a;
    tree_[n].right = b;
    tree_[n].feature = split.feature;
    tree_[n].threshold = split.threshold;
  }

  /// All features, or so many random ones; more where those allow no split.
  Split best_split(const std::vector<std::uint32_t>& rows, const std::vector<double>& counts) {
    const size_t all = samples_.features;
    const bool some = options_.max_features > 0 && size_t(options_.max_features) < all;
    std::vector<std::uint32_t> order(all);
    std::iota(order.begin(), order.end(), 0u);
    if (some) order = random_.permutation(all);
    const size_t wanted = some ? size_t(options_.max_features) : all;
    if (some) std::sort(order.begin(), order.begin() + std::ptrdiff_t(wanted));
    Split best;
    for (size_t i = 0; i < all && (i < wanted || best.feature < 0); ++i) {
      try_feature(order[i], rows, counts, best);
    }
    return best;
  }

  void try_feature(std::uint32_t feature, std::vector<std::uint32_t> rows,
                   const std::vector<double>& counts, Split& best) const {
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
      return samples_.at(a, feature) < samples_.at(b, feature);
    });
    std::vector<double> left(samples_.classes, 0), right = counts;
    const size_t least = size_t(options_.min_samples_leaf);
    for (size_t i = 0; i + 1 < rows.size(); ++i) {
      const size_t target = size_t(samples_.target[rows[i]]);
      left[target] += 1;
      right[target] -= 1;
      const double low = samples_.at(rows[i], feature), high = samples_.at(rows[i + 1], feature);
      if (high <= low + kSameValue || i + 1 < least || rows.size() - i - 1 < least) continue;
      const double lefts = double(i + 1), rights = double(rows.size() - i - 1);
      const double impurity = lefts * impurity_of(left, lefts, options_.entropy) +
                              rights * impurity_of(right, rights, options_.entropy);
      // Sums of the same numbers in another order may differ in their last digits.
      if (!(impurity < best.impurity - 1e-9)) continue;
      const double middle = low / 2 + high / 2;
      best = {static_cast<int>(feature), middle == high ? low : middle, impurity};
    }
  }

  const ClassSamples& samples_;
  const TreeOptions& options_;
  Random& random_;
  Tree tree_;
  std::vector<std::vector<std::uint32_t>> rows_;  // of each node that is still to be divided
};

}  // namespace

size_t TreeNode::majority() const {
  return size_t(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

Tree fit_tree(const ClassSamples& samples, std::span<const std::uint32_t> rows,
              const TreeOptions& options, Random& random) {
  return Grower(samples, options, random).grow(rows);
}

std::vector<int> path_in(const Tree& tree, std::span<const double> features) {
  std::vector<int> out{0};
  while (!tree[size_t(out.back())].leaf()) {
    const TreeNode& node = tree[size_t(out.back())];
    out.push_back(features[size_t(node.feature)] <= node.threshold ? node.left : node.right);
  }
  return out;
}

std::vector<double> importances_of(const Tree& tree, size_t features) {
  std::vector<double> out(features, 0);
  for (const TreeNode& node : tree) {
    if (node.leaf()) continue;
    const TreeNode &left = tree[size_t(node.left)], &right = tree[size_t(node.right)];
    out[size_t(node.feature)] +=
        node.rows * node.impurity - left.rows * left.impurity - right.rows * right.impurity;
  }
  const double sum = std::accumulate(out.begin(), out.end(), 0.0);
  if (sum > 0) {
    for (double& value : out) value /= sum;
  }
  return out;
}

}  // namespace lantern
