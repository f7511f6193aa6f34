#pragma once

#include <span>
#include <vector>

#include "core/linalg/matrix.h"

namespace lantern {

/// Makes scores (log-odds, but for what they have in common) probabilities; gives the sum of their
/// exponentials, each less the largest score.
double softmax(std::span<double> scores);

/// Rows of features, row by row, and the class of each.
struct MulticlassSamples {
  size_t features = 0;
  size_t classes = 0;
  std::vector<double> values;  ///< rows × features
  std::vector<int> target;

  size_t rows() const { return target.size(); }
  std::span<const double> row(size_t i) const { return {values.data() + i * features, features}; }
};

/// Σ −log p(class) + Σ penalty wⱼ²/2 over all classes, and its derivatives. Parameters are, for
/// each class, the coefficients, then the intercept. The samples must outlive it.
class MultinomialLoss {
 public:
  /// One penalty a feature, the same for all classes.
  MultinomialLoss(const MulticlassSamples& samples, std::vector<double> penalties);

  size_t parameters() const { return samples_.classes * (samples_.features + 1); }
  /// Goes to these parameters, where the rest is asked for.
  double go_to(std::span<const double> theta);
  /// The loss there, without the penalty.
  double of_data() const { return of_data_; }
  /// Whether every row's own class is the likeliest by itself there.
  bool separates() const { return separates_; }
  std::vector<double> gradient() const;
  /// The lower triangle of the second derivatives. What moves all classes alike changes nothing
  /// (of penalised coefficients, nothing that lowers the loss): there, so much is added that the
  /// matrix is definite, which changes no step.
  Matrix curvature() const;

 private:
  const MulticlassSamples& samples_;
  std::vector<double> penalties_;
  std::vector<double> theta_;
  std::vector<double> likely_;  // rows × classes
  double of_data_ = 0;
  bool separates_ = false;
};

}  // namespace lantern
