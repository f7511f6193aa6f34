#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace lantern {

/// Rows of features and the class of each, as its place among `classes`.
struct ClassSamples {
  size_t features = 0;
  size_t classes = 0;
  std::vector<double> values;  ///< rows × features
  std::vector<int> target;

  double at(size_t row, size_t feature) const { return values[row * features + feature]; }
};

/// Samples with each feature sorted once, for all trees that learn from them: a row's rank is the
/// place of its value among those that the feature has.
class RankedSamples {
 public:
  /// The samples outlive it.
  explicit RankedSamples(const ClassSamples& samples);

  const ClassSamples& samples() const { return samples_; }
  std::uint32_t rank(size_t feature, size_t row) const { return ranks_[feature][row]; }
  double value(size_t feature, size_t rank) const { return values_[feature][rank]; }

  /// Sorts numbers that have ranks of this feature in their upper half.
  void sort(size_t feature, std::vector<std::uint64_t>& by_rank,
            std::vector<std::uint64_t>& scratch) const;

 private:
  void add_feature(size_t feature);

  const ClassSamples& samples_;
  std::vector<std::vector<std::uint32_t>> ranks_;  // by feature, of each row
  std::vector<std::vector<double>> values_;        // by feature, of each rank
};

}  // namespace lantern
