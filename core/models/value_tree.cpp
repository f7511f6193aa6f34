#include "core/models/value_tree.h"

#include <algorithm>
#include <numeric>

#include "core/base/work.h"

namespace lantern {
namespace {

constexpr double kNearValues = 1e-7;       // scikit-learn's FEATURE_THRESHOLD
constexpr double kNoError = 1e-14;         // of the root's: what is left is rounding
constexpr double kSurelyLess = 1 - 1e-12;  // whatever is rounded
constexpr double kSameGain = 1e-10;        // of the node's error: sums in another order
constexpr std::uint64_t kRowTried = 6, kNodeMade = 300;

/// A node's rows are one range in the order of every feature.
struct Range {
  size_t begin = 0, end = 0;
};

struct ValueSplit {
  int feature = -1;
  double threshold = 0;
  double gain = 0;  // of squared error
};

class ValueGrower {
 public:
  ValueGrower(const OrderedFeatures& features, std::span<const double> target,
              const TreeOptions& options, Random& random)
      : features_(features), target_(target), options_(options), random_(random) {}

  Tree grow(std::span<const std::uint32_t> rows) {
    rows_.assign(rows.begin(), rows.end());
    low_.assign(target_.size(), 0);
    spare_.resize(rows.size() + 1);
    for (const std::uint32_t row : rows) low_[row] = 1;
    for (size_t j = 0; j < features_.features(); ++j) {
      std::vector<std::uint32_t> order;
      order.reserve(rows.size());
      for (const std::uint32_t row : features_.order(j)) {
        if (low_[row]) order.push_back(row);
      }
      orders_.push_back(std::move(order));
    }
    add(-1, 0, {0, rows.size()});
    for (size_t n = 0; n < tree_.size(); ++n) divide(n);
    return std::move(tree_);
  }

 private:
  int add(int parent, int depth, Range range) {
    spend(kNodeMade);
    TreeNode node;
    node.parent = parent;
    node.depth = depth;
    node.rows = double(range.end - range.begin);
    double sum = 0, squares = 0;
    for (size_t i = range.begin; i < range.end; ++i) sum += target_[rows_[i]];
    node.value = sum / node.rows;
    for (size_t i = range.begin; i < range.end; ++i) {
      const double miss = target_[rows_[i]] - node.value;
      squares += miss * miss;
    }
    node.impurity = squares / node.rows;
    tree_.push_back(std::move(node));
    ranges_.push_back(range);
    return static_cast<int>(tree_.size()) - 1;
  }

  bool ends(const TreeNode& node) const {
    const int count = static_cast<int>(node.rows);
    return (options_.max_depth > 0 && node.depth >= options_.max_depth) ||
           count < options_.min_samples_split || count < 2 * options_.min_samples_leaf ||
           node.impurity <= kNoError * tree_[0].impurity;
  }

  void divide(size_t n) {
    if (ends(tree_[n])) return;
    const Range range = ranges_[n];
    const ValueSplit split = best_split(n);
    if (split.feature < 0) return;
    const size_t middle = part(range, split);
    const int depth = tree_[n].depth + 1;
    const int left = add(static_cast<int>(n), depth, {range.begin, middle});
    const int right = add(static_cast<int>(n), depth, {middle, range.end});
    tree_[n].left = left;
    tree_[n].right = right;
    tree_[n].feature = split.feature;
    tree_[n].threshold = split.threshold;
  }

  /// Rows keep their order on both sides; returns where the right one begins.
  size_t part(const Range& range, const ValueSplit& split) {
    for (size_t i = range.begin; i < range.end; ++i) {
      low_[rows_[i]] = features_.at(rows_[i], size_t(split.feature)) <= split.threshold;
    }
    size_t middle = part_one(rows_, range);
    for (auto& order : orders_) middle = part_one(order, range);
    return middle;
  }

  size_t part_one(std::vector<std::uint32_t>& rows, const Range& range) {
    size_t lows = range.begin, highs = 0;
    // Which way a row goes is hard to guess: both places are written, and one of them counts.
    for (size_t i = range.begin; i < range.end; ++i) {
      const std::uint32_t row = rows[i];
      const size_t low = low_[row];
      rows[lows] = row;
      spare_[highs] = row;
      lows += low;
      highs += 1 - low;
    }
    std::copy_n(spare_.begin(), highs, rows.begin() + std::ptrdiff_t(lows));
    return lows;
  }

  /// All features, or so many random ones; more where those allow no split.
  ValueSplit best_split(size_t n) {
    const size_t all = features_.features();
    const auto [order, wanted] = features_of_split(all, options_, random_);
    ValueSplit best;
    for (size_t i = 0; i < all && (i < wanted || best.feature < 0); ++i) {
      try_feature(order[i], n, best);
    }
    return best;
  }

  void try_feature(size_t feature, size_t n, ValueSplit& best) const {
    const Range range = ranges_[n];
    spend(kRowTried * (range.end - range.begin));
    const TreeNode& node = tree_[n];
    const std::vector<std::uint32_t>& order = orders_[feature];
    const double same = kSameGain * node.impurity * node.rows;
    const double least = options_.min_samples_leaf;
    double sum = 0, lefts = 0;  // of differences from the mean: the right side's sum is −sum
    double high = features_.at(order[range.begin], feature);
    for (size_t i = range.begin; i + 1 < range.end; ++i) {
      sum += target_[order[i]] - node.value;
      lefts += 1;
      const double low = high;
      high = features_.at(order[i + 1], feature);
      const double rights = node.rows - lefts;
      if (high <= low + kNearValues || lefts < least || rights < least) continue;
      const double above = sum * sum * node.rows, below = lefts * rights;
      if (above < best.gain * below * kSurelyLess) continue;
      const double gain = above / below;
      if (best.feature >= 0 && !(gain > best.gain + same)) continue;
      const double middle = low / 2 + high / 2;
      best = {static_cast<int>(feature), middle == high ? low : middle, gain};
    }
  }

  const OrderedFeatures& features_;
  std::span<const double> target_;
  const TreeOptions& options_;
  Random& random_;
  Tree tree_;
  std::vector<Range> ranges_;                       // of each node
  std::vector<std::uint32_t> rows_;                 // node by node
  std::vector<std::vector<std::uint32_t>> orders_;  // by feature: the same, in its order
  std::vector<unsigned char> low_;                  // by row: whether it goes left
  std::vector<std::uint32_t> spare_;
};

}  // namespace

Tree fit_value_tree(const OrderedFeatures& features, std::span<const double> target,
                    std::span<const std::uint32_t> rows, const TreeOptions& options,
                    Random& random) {
  return ValueGrower(features, target, options, random).grow(rows);
}

Tree fit_value_tree(const OrderedFeatures& features, std::span<const double> target,
                    const TreeOptions& options, Random& random) {
  std::vector<std::uint32_t> rows(target.size());
  std::iota(rows.begin(), rows.end(), 0u);
  return fit_value_tree(features, target, rows, options, random);
}

}  // namespace lantern
