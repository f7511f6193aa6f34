#include "core/models/tree_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/portable_math.h"
#include "core/base/work.h"

namespace lantern {
namespace {

constexpr double kSameValue = 1e-7;  // scikit-learn's FEATURE_THRESHOLD
constexpr double kPure = 1e-12;
constexpr double kRounded = 1e-12;
// Steps of work: of a row to be sorted and for a split to be tried there, and of a node.
constexpr std::uint64_t kRow = 25, kNode = 600;

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
  std::uint32_t rank = 0;  // rows with at most this go left
  double threshold = 0;
  double impurity = std::numeric_limits<double>::infinity();  // of both sides, by rows
};

/// A row, and how often it was drawn.
struct Drawn {
  std::uint32_t row = 0;
  std::uint32_t times = 0;
};

std::vector<Drawn> drawn_from(size_t all, std::span<const std::uint32_t> rows) {
  std::vector<std::uint32_t> times(all, 0);
  for (const std::uint32_t row : rows) ++times[row];
  std::vector<Drawn> out;
  for (size_t row = 0; row < all; ++row) {
    if (times[row] > 0) out.push_back({static_cast<std::uint32_t>(row), times[row]});
  }
  return out;
}

class Grower {
 public:
  Grower(const RankedSamples& ranked, const TreeOptions& options, Random& random)
      : ranked_(ranked), samples_(ranked.samples()), options_(options), random_(random) {}

  Tree grow(std::span<const std::uint32_t> rows) {
    add(-1, 0, drawn_from(samples_.target.size(), rows));
    for (size_t n = 0; n < tree_.size(); ++n) divide(n);
    return std::move(tree_);
  }

 private:
  int add(int parent, int depth, std::vector<Drawn> rows) {
    spend(kNode);
    TreeNode node;
    node.parent = parent;
    node.depth = depth;
    node.counts.assign(samples_.classes, 0);
    for (const Drawn& drawn : rows) {
      node.counts[size_t(samples_.target[drawn.row])] += drawn.times;
      node.rows += drawn.times;
    }
    node.impurity = impurity_of(node.counts, node.rows, options_.entropy);
    tree_.push_back(std::move(node));
    rows_.push_back(std::move(rows));
    return static_cast<int>(tree_.size()) - 1;
  }

  void divide(size_t n) {
    const std::vector<Drawn> rows = std::move(rows_[n]);
    const TreeNode& node = tree_[n];
    const int count = static_cast<int>(node.rows);
    const bool deep = options_.max_depth > 0 && node.depth >= options_.max_depth;
    if (deep || count < options_.min_samples_split || count < 2 * options_.min_samples_leaf ||
        node.impurity <= kPure) {
      return;
    }
    const Split split = best_split(rows, node);
    if (split.feature < 0) return;
    std::vector<Drawn> left, right;
    for (const Drawn& drawn : rows) {
      const bool low = ranked_.rank(size_t(split.feature), drawn.row) <= split.rank;
      (low ? left : right).push_back(drawn);
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
  Split best_split(const std::vector<Drawn>& rows, const TreeNode& node) {
    const size_t all = samples_.features;
    const auto [order, wanted] = features_of_split(all, options_, random_);
    Split best;
    for (size_t i = 0; i < all && (i < wanted || best.feature < 0); ++i) {
      try_feature(order[i], rows, node, best);
    }
    return best;
  }

  /// The rows by the feature: ranks in the upper half, places in `rows` in the lower one.
  void sort_rows(std::uint32_t feature, const std::vector<Drawn>& rows) {
    sorted_.clear();
    for (size_t i = 0; i < rows.size(); ++i) {
      sorted_.push_back(std::uint64_t(ranked_.rank(feature, rows[i].row)) << 32 | i);
    }
    ranked_.sort(feature, sorted_, scratch_);
  }

  void try_feature(std::uint32_t feature, const std::vector<Drawn>& rows, const TreeNode& node,
                   Split& best) {
    spend(kRow * rows.size());
    sort_rows(feature, rows);
    left_.assign(samples_.classes, 0);
    right_ = node.counts;
    const double least = options_.min_samples_leaf;
    double lefts = 0, left_squares = 0, right_squares = 0;
    for (const double count : right_) right_squares += count * count;
    for (size_t i = 0; i + 1 < sorted_.size(); ++i) {
      const Drawn& drawn = rows[sorted_[i] & 0xffffffff];
      const size_t target = size_t(samples_.target[drawn.row]);
      const double times = drawn.times;
      left_squares += times * (2 * left_[target] + times);
      right_squares -= times * (2 * right_[target] - times);
      left_[target] += times;
      right_[target] -= times;
      lefts += times;
      const auto rank = static_cast<std::uint32_t>(sorted_[i] >> 32);
      const double low = ranked_.value(feature, rank);
      const double high = ranked_.value(feature, sorted_[i + 1] >> 32);
      const double rights = node.rows - lefts;
      if (high <= low + kSameValue || lefts < least || rights < least) continue;
      // Of Gini, the squares of the counts tell what is far from the best.
      const double about = node.rows - left_squares / lefts - right_squares / rights;
      if (!options_.entropy && about > best.impurity + kRounded * node.rows) continue;
      const double impurity = lefts * impurity_of(left_, lefts, options_.entropy) +
                              rights * impurity_of(right_, rights, options_.entropy);
      // Sums of the same numbers in another order may differ in their last digits.
      if (!(impurity < best.impurity - 1e-9)) continue;
      const double middle = low / 2 + high / 2;
      best = {static_cast<int>(feature), rank, middle == high ? low : middle, impurity};
    }
  }

  const RankedSamples& ranked_;
  const ClassSamples& samples_;
  const TreeOptions& options_;
  Random& random_;
  Tree tree_;
  std::vector<std::vector<Drawn>> rows_;  // of each node that is still to be divided
  // Of the feature that is tried.
  std::vector<std::uint64_t> sorted_, scratch_;
  std::vector<double> left_, right_;
};

}  // namespace

SplitFeatures features_of_split(size_t features, const TreeOptions& options, Random& random) {
  const bool some = options.max_features > 0 && size_t(options.max_features) < features;
  SplitFeatures out{std::vector<std::uint32_t>(features), features};
  std::iota(out.order.begin(), out.order.end(), 0u);
  if (!some) return out;
  out.order = random.permutation(features);
  out.wanted = size_t(options.max_features);
  std::sort(out.order.begin(), out.order.begin() + std::ptrdiff_t(out.wanted));
  return out;
}

size_t TreeNode::majority() const {
  return size_t(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

Tree fit_tree(const RankedSamples& samples, std::span<const std::uint32_t> rows,
              const TreeOptions& options, Random& random) {
  return Grower(samples, options, random).grow(rows);
}

Tree fit_tree(const ClassSamples& samples, std::span<const std::uint32_t> rows,
              const TreeOptions& options, Random& random) {
  return fit_tree(RankedSamples(samples), rows, options, random);
}

std::vector<int> path_in(const Tree& tree, std::span<const double> features) {
  std::vector<int> out{0};
  while (!tree[size_t(out.back())].leaf()) {
    const TreeNode& node = tree[size_t(out.back())];
    out.push_back(features[size_t(node.feature)] <= node.threshold ? node.left : node.right);
  }
  return out;
}

size_t leaf_of(const Tree& tree, std::span<const double> features) {
  size_t node = 0;
  while (!tree[node].leaf()) {
    const TreeNode& asks = tree[node];
    const bool low = features[size_t(asks.feature)] <= asks.threshold;
    node = size_t(low ? asks.left : asks.right);
  }
  return node;
}

std::vector<double> lowered_impurity(const Tree& tree, size_t features) {
  std::vector<double> out(features, 0);
  for (const TreeNode& node : tree) {
    if (node.leaf()) continue;
    const TreeNode &left = tree[size_t(node.left)], &right = tree[size_t(node.right)];
    out[size_t(node.feature)] +=
        node.rows * node.impurity - left.rows * left.impurity - right.rows * right.impurity;
  }
  return out;
}

std::vector<double> importances_of(const Tree& tree, size_t features) {
  std::vector<double> out = lowered_impurity(tree, features);
  const double sum = std::accumulate(out.begin(), out.end(), 0.0);
  if (sum > 0) {
    for (double& value : out) value /= sum;
  }
  return out;
}

}  // namespace lantern
