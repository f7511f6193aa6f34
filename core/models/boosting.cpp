#include "core/models/boosting.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/base/work.h"
#include "core/models/class_data.h"

namespace lantern {

Random BoostingFields::random_of(int stage) const {
  return Random(static_cast<std::uint64_t>(std::llround(seed)),
                fmt::format("gradient_boosting/{}", stage));
}

void BoostedTrees::add(Tree tree) {
  std::vector<Step> steps;
  for (const TreeNode& node : tree) {
    if (node.leaf()) steps.push_back({node.value, -1, 0});
    else steps.push_back({node.threshold, node.feature, node.left});
  }
  steps_.push_back(std::move(steps));
  trees_.push_back(std::move(tree));
}

double BoostedTrees::step(size_t index, std::span<const double> row) const {
  const std::vector<Step>& steps = steps_[index];
  const Step* at = steps.data();
  while (at->feature >= 0) {
    at = steps.data() + at->left + (row[size_t(at->feature)] <= at->threshold ? 0 : 1);
  }
  return rate_ * at->threshold;
}

void BoostedTrees::score(std::span<const double> row, size_t stages,
                         std::vector<double>& out) const {
  out = start_;
  for (size_t i = 0; i < stages * start_.size(); ++i) out[i % start_.size()] += step(i, row);
}

void BoostedTrees::score_rows(const BoostingFields& in, const RecordValue& record, size_t stages,
                              const std::function<void(std::span<const double>)>& take) const {
  const Table& table = *in.asked();
  const auto columns =
      in.predict ? same_columns(*in.data, in.features, table, record) : in.features;
  const std::vector<double> values = feature_matrix(table, columns, record);
  spend(table.rows() * scores() * (stages + 4) * kBoostedStep);
  std::vector<double> out;
  for (size_t i = 0; i < table.rows(); ++i) {
    score({values.data() + i * columns.size(), columns.size()}, stages, out);
    take(out);
  }
}

std::vector<double> BoostedTrees::importances(size_t stages, size_t features) const {
  std::vector<double> out(features, 0);
  for (size_t t = 0; t < stages * start_.size(); ++t) {
    const std::vector<double> lowered = lowered_impurity(trees_[t], features);
    for (size_t j = 0; j < features; ++j) out[j] += lowered[j] / trees_[t][0].rows;
  }
  const double sum = std::accumulate(out.begin(), out.end(), 0.0);
  for (double& one : out) one = sum > 0 ? one / sum : 0;
  return out;
}

size_t BoostedTrees::bytes() const {
  size_t out = 0;
  for (const Tree& tree : trees_) out += tree.size() * (sizeof(TreeNode) + sizeof(Step));
  return out;
}

std::vector<std::uint32_t> rows_of_stage(size_t rows, double share, Random& random) {
  std::vector<std::uint32_t> out(rows);
  std::iota(out.begin(), out.end(), 0u);
  if (share >= 1) return out;
  out = random.permutation(rows);
  out.resize(std::max<size_t>(1, static_cast<size_t>(share * double(rows))));
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace lantern
