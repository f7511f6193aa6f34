#include "core/models/split_search.h"

#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"
#include "core/base/work.h"

namespace lantern {
namespace {

constexpr double kTooNear = 1e-7;  // as trees have it: scikit-learn's FEATURE_THRESHOLD

struct Sample {
  double value;
  int target;
};

std::vector<Sample> sorted_samples(const ClassSamples& samples, size_t feature) {
  std::vector<Sample> out;
  out.reserve(samples.target.size());
  for (size_t i = 0; i < samples.target.size(); ++i) {
    out.push_back({samples.at(i, feature), samples.target[i]});
  }
  std::sort(out.begin(), out.end(),
            [](const Sample& a, const Sample& b) { return a.value < b.value; });
  return out;
}

std::vector<double> class_counts(const ClassSamples& samples) {
  std::vector<double> out(samples.classes, 0);
  for (const int one : samples.target) out[size_t(one)] += 1;
  return out;
}

/// Rows that move from one side to the other, one at a time.
struct Sides {
  std::vector<double> left, right;
  double lefts = 0, rights = 0;

  void move(int target) {
    left[size_t(target)] += 1;
    right[size_t(target)] -= 1;
    lefts += 1;
    rights -= 1;
  }

  FeatureSplit split(size_t feature, double threshold, double parent,
                     const ImpurityOfRows& impurity) const {
    FeatureSplit out{feature, threshold, lefts, rights};
    out.left = impurity(left, lefts);
    out.right = impurity(right, rights);
    out.gain = parent - (lefts * out.left + rights * out.right) / (lefts + rights);
    return out;
  }
};

Sides all_on_the_right(const ClassSamples& samples) {
  return {std::vector<double>(samples.classes, 0), class_counts(samples), 0,
          double(samples.target.size())};
}

void add_splits(const ClassSamples& samples, size_t feature, const ImpurityOfRows& impurity,
                double least, SplitSearch& out) {
  spend(samples.target.size() * (60 + 4 * samples.classes));
  const std::vector<Sample> rows = sorted_samples(samples, feature);
  out.all.reserve(out.all.size() + rows.size());
  Sides sides = all_on_the_right(samples);
  for (size_t i = 0; i + 1 < rows.size(); ++i) {
    sides.move(rows[i].target);
    const double low = rows[i].value, high = rows[i + 1].value;
    if (high <= low + kTooNear || sides.lefts < least || sides.rights < least) continue;
    const double middle = low / 2 + high / 2;
    out.all.push_back(
        sides.split(feature, middle == high ? low : middle, out.parent, impurity));
    // Sums of the same numbers in another order may differ in their last digits.
    const bool better = out.best < 0 || (out.all.back().gain - out.all[size_t(out.best)].gain) *
                                                double(rows.size()) >
                                            1e-9;
    if (better) out.best = static_cast<int>(out.all.size()) - 1;
  }
}

}  // namespace

ImpurityOfRows::ImpurityOfRows(bool entropy, size_t most_rows) {
  if (!entropy) return;
  // Logarithms of products are sums: only of numbers that 2 and 3 do not divide are they worked out.
  constexpr double kLog2Of3 = 1.5849625007211562;
  log2_ = {0, 0};
  log2_.reserve(most_rows + 2);
  for (size_t n = 2; n <= most_rows; ++n) {
    if (n % 2 == 0) log2_.push_back(log2_[n / 2] + 1);
    else if (n % 3 == 0) log2_.push_back(log2_[n / 3] + kLog2Of3);
    else log2_.push_back(portable::log2(double(n)));
  }
}

double ImpurityOfRows::operator()(const std::vector<double>& counts, double rows) const {
  if (rows <= 0) return 0;
  double sum = 0;
  if (log2_.empty()) {
    for (const double count : counts) sum += count * count;
    return (rows * rows - sum) / (rows * rows);
  }
  for (const double count : counts) sum += count * (log2_[size_t(rows)] - log2_[size_t(count)]);
  return sum / rows;
}

SplitSearch all_splits(const ClassSamples& samples, bool entropy, int min_samples_leaf) {
  const ImpurityOfRows impurity(entropy, samples.target.size());
  SplitSearch out;
  out.parent = impurity(class_counts(samples), double(samples.target.size()));
  for (size_t feature = 0; feature < samples.features; ++feature) {
    add_splits(samples, feature, impurity, min_samples_leaf, out);
  }
  return out;
}

FeatureSplit split_at(const ClassSamples& samples, bool entropy, size_t feature,
                      double threshold) {
  const ImpurityOfRows impurity(entropy, samples.target.size());
  Sides sides = all_on_the_right(samples);
  const double parent = impurity(sides.right, sides.rights);
  for (size_t i = 0; i < samples.target.size(); ++i) {
    if (samples.at(i, feature) <= threshold) sides.move(samples.target[i]);
  }
  return sides.split(feature, threshold, parent, impurity);
}

}  // namespace lantern
