#pragma once

#include <string>
#include <vector>

#include "core/models/class_data.h"

namespace lantern {

/// The impurity of counts by class. Entropies are in bits, from a table of the logarithms of all
/// numbers of rows that there can be: of one class alone they are exactly 0.
class ImpurityOfRows {
 public:
  /// Of at most so many rows.
  ImpurityOfRows(bool entropy, size_t most_rows);

  /// `rows` is their sum. 0 where there are none.
  double operator()(const std::vector<double>& counts, double rows) const;

 private:
  std::vector<double> log2_;  // by the number of rows; empty: Gini
};

/// Where a feature parts the rows in two, and what that is worth.
struct FeatureSplit {
  size_t feature = 0;
  double threshold = 0;  ///< rows with at most this go left
  double left_count = 0, right_count = 0;
  double left = 0, right = 0;  ///< the impurities of the sides
  double gain = 0;             ///< by how much they, weighted by rows, are below the whole's
};

struct SplitSearch {
  double parent = 0;  ///< the impurity of all rows
  std::vector<FeatureSplit> all;
  int best = -1;  ///< among equally good ones the first; −1 where there is none
};

/// Every split between two values that differ, at their middle: feature by feature, from the lowest
/// threshold. The best is what `fit_tree` asks first.
SplitSearch all_splits(const ClassSamples& samples, bool entropy, int min_samples_leaf);

/// The one at this threshold, whatever it parts.
FeatureSplit split_at(const ClassSamples& samples, bool entropy, size_t feature, double threshold);

}  // namespace lantern
