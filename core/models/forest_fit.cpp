#include "core/models/forest_fit.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/work.h"
#include "core/models/ranked_samples.h"

namespace lantern {
namespace {

/// What a tree says, from its nodes' counts.
void note_votes(size_t classes, Member& member) {
  member.walk = TreeWalk(member.tree);
  for (const TreeNode& node : member.tree) {
    for (size_t c = 0; c < classes; ++c) member.shares.push_back(node.counts[c] / node.rows);
    member.classes.push_back(static_cast<std::uint32_t>(node.majority()));
  }
}

}  // namespace

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
    note_votes(samples.classes, member);
    out.push_back(std::move(member));
    all.done();
  }
  return out;
}

Votes ask_trees(const std::vector<Member>& forest, size_t classes, const FeatureRows& rows,
                const std::function<void(size_t, std::span<const std::uint32_t>)>& heard) {
  const size_t all = rows.count * classes;
  Votes out{std::vector<double>(all, 0), std::vector<double>(all, 0)};
  const auto grid = grid_of(rows);
  std::vector<std::uint32_t> leaves(rows.count), said(rows.count);
  for (size_t t = 0; t < forest.size(); ++t) {
    spend(kForestVote * rows.count);
    const Member& member = forest[t];
    if (grid) find_leaves(member.walk, *grid, leaves);
    else find_leaves(member.walk, rows, leaves);
    for (size_t i = 0; i < rows.count; ++i) {
      const size_t leaf = leaves[i];
      const double* shares = member.shares.data() + leaf * classes;
      for (size_t c = 0; c < classes; ++c) out.shares[i * classes + c] += shares[c];
      said[i] = member.classes[leaf];
      out.counts[i * classes + said[i]] += 1;
    }
    heard(t, said);
  }
  return out;
}

size_t first_largest(std::span<const double> values) {
  return size_t(std::max_element(values.begin(), values.end()) - values.begin());
}

double out_of_bag_score(const std::vector<Member>& forest, const ClassSamples& samples) {
  const size_t rows = samples.target.size(), classes = samples.classes;
  std::vector<double> shares(rows * classes, 0);
  std::vector<bool> judged(rows, false);
  for (const Member& member : forest) {
    spend(kForestVote * rows);
    std::vector<bool> in_bag(rows, false);
    for (const std::uint32_t row : member.bag) in_bag[row] = true;
    for (size_t i = 0; i < rows; ++i) {
      if (in_bag[i]) continue;
      judged[i] = true;
      const size_t leaf = member.walk.leaf(samples.values.data() + i * samples.features);
      const double* own = member.shares.data() + leaf * classes;
      for (size_t c = 0; c < classes; ++c) shares[i * classes + c] += own[c];
    }
  }
  double hits = 0, all = 0;
  for (size_t i = 0; i < rows; ++i) {
    if (!judged[i]) continue;
    const auto own = std::span(shares).subspan(i * classes, classes);
    hits += int(first_largest(own)) == samples.target[i];
    all += 1;
  }
  return all > 0 ? hits / all : std::nan("");
}

}  // namespace lantern
