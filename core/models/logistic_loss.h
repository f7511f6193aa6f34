#pragma once

#include <span>
#include <vector>

#include "core/linalg/matrix.h"

namespace lantern {

/// Rows of features, row by row, and their classes.
struct BinarySamples {
  size_t features = 0;
  std::vector<double> values;         ///< rows × features
  std::vector<unsigned char> actual;  ///< 1 positive, 0 negative

  size_t rows() const { return actual.size(); }
  std::span<const double> row(size_t i) const { return {values.data() + i * features, features}; }
};

double sigmoid(double z);

/// Σ log(1 + exp(−y z)) + Σ penalty wⱼ²/2 and its derivatives. Parameters are the coefficients,
/// then the intercept. The samples must outlive it.
class LogisticLoss {
 public:
  /// One penalty a feature.
  LogisticLoss(const BinarySamples& samples, std::vector<double> penalties);

  size_t parameters() const { return penalties_.size() + 1; }
  double decision(std::span<const double> theta, size_t row) const;
  /// Goes to these parameters, where the rest is asked for.
  double go_to(std::span<const double> theta);
  /// The loss there, without the penalty.
  double of_data() const { return of_data_; }
  std::vector<double> gradient() const;
  /// The lower triangle of the second derivatives.
  Matrix curvature() const;
  /// A and b with AᵀA the curvature and Aᵀb the gradient. Where the curvature is nearly singular,
  /// this has twice as many digits of what is left.
  struct Roots {
    Matrix a;
    std::vector<double> b;
  };
  Roots roots() const;

 private:
  const BinarySamples& samples_;
  std::vector<double> penalties_;
  std::vector<double> theta_;
  std::vector<double> error_;   // of each row's probability; precise also where it is tiny
  std::vector<double> weight_;  // of each row in the curvature
  double of_data_ = 0;
};

}  // namespace lantern
