#include "core/models/forest_fit.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/work.h"
#include "core/models/ranked_samples.h"

namespace lantern {

std::vector<Member> grow_forest(const ClassSamples& samples, int trees, TreeOptions options,
                                std::uint64_t seed) {
  if (options.max_features == 0) {
    options.max_features = std::max(1, static_cast<int>(std::sqrt(double(samples.features))));
  }
  std::vector<Member> out;
  const RankedSamples ranked(samples);
  const size_t rows = samples.target.size();
  constexpr std::uint64_t kDraw = 30;
  Repeated all(static_cast<size_t>(trees));
  for (int t = 1; t <= trees; ++t) {
    // A stream of its own: the first trees are the same whatever their number.
    Random random(seed, fmt::format("random_forest/{}", t));
    spend(kDraw * rows);
    Member member;
    for (size_t i = 0; i < rows; ++i) {
      member.bag.push_back(static_cast<std::uint32_t>(random.below(rows)));
    }
    member.tree = fit_tree(ranked, member.bag, options, random);
    out.push_back(std::move(member));
    all.done();
  }
  return out;
}

size_t add_vote(const Tree& tree, std::span<const double> row, std::vector<double>& shares) {
  const TreeNode& leaf = tree[leaf_of(tree, row)];
  for (size_t c = 0; c < shares.size(); ++c) shares[c] += leaf.counts[c] / leaf.rows;
  return leaf.majority();
}

size_t first_largest(const std::vector<double>& values) {
  return size_t(std::max_element(values.begin(), values.end()) - values.begin());
}

double out_of_bag_score(const std::vector<Member>& forest, const ClassSamples& samples) {
  const size_t rows = samples.target.size();
  std::vector<std::vector<double>> shares(rows, std::vector<double>(samples.classes, 0));
  std::vector<bool> judged(rows, false);
  for (const Member& member : forest) {
    spend(kForestVote * rows);
    std::vector<bool> in_bag(rows, false);
    for (const std::uint32_t row : member.bag) in_bag[row] = true;
    for (size_t i = 0; i < rows; ++i) {
      if (in_bag[i]) continue;
      judged[i] = true;
      add_vote(member.tree, {samples.values.data() + i * samples.features, samples.features},
               shares[i]);
    }
  }
  double hits = 0, all = 0;
  for (size_t i = 0; i < rows; ++i) {
    if (!judged[i]) continue;
    hits += int(first_largest(shares[i])) == samples.target[i];
    all += 1;
  }
  return all > 0 ? hits / all : std::nan("");
}

}  // namespace lantern
