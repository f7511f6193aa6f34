#pragma once

#include <optional>
#include <span>
#include <vector>

namespace lantern {

/// Rows of features, row by row, and their classes.
struct BinarySamples {
  size_t features = 0;
  std::vector<double> values;         ///< rows × features
  std::vector<unsigned char> actual;  ///< 1 positive, 0 negative

  size_t rows() const { return actual.size(); }
  std::span<const double> row(size_t i) const { return {values.data() + i * features, features}; }
};

/// A model on its way: its parameters, and the mean log loss of the samples it learns from.
struct LogisticFit {
  std::vector<double> coefficients;  ///< one a feature
  double intercept = 0;
  double loss = 0;

  /// The log-odds of the positive class.
  double decision(std::span<const double> features) const {
    double z = intercept;
    for (size_t j = 0; j < coefficients.size(); ++j) z += coefficients[j] * features[j];
    return z;
  }
};

/// From all parameters at zero to the last.
using LogisticPath = std::vector<LogisticFit>;

double sigmoid(double z);

/// The way to the minimum of C·Σ log(1 + exp(−y z)) + ½ |w|² (C infinite: without the penalty), the
/// intercept not penalised, as scikit-learn defines it; by Newton's method with step halving
/// (iteratively reweighted least squares; Hastie, Tibshirani & Friedman, "The Elements of
/// Statistical Learning", 2nd ed., §4.4.1). Nothing where there is no minimum: without a penalty,
/// on classes that a hyperplane separates.
std::optional<LogisticPath> fit_logistic(const BinarySamples& samples, double C);

/// So many steps of batch gradient descent on that function divided by C times the number of rows:
/// the mean log loss plus |w|² / (2 C n). Nothing where the steps grow without end.
std::optional<LogisticPath> descend_logistic(const BinarySamples& samples, double C, double rate,
                                             int steps);

}  // namespace lantern
