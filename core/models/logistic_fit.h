#pragma once

#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "core/models/logistic_loss.h"

namespace lantern {

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

/// From the start, all parameters at zero unless it is chosen, to the last.
using LogisticPath = std::vector<LogisticFit>;

/// Why there is no minimum without a penalty: some line (of many features, a hyperplane) has the
/// classes on its two sides, and the loss falls for ever as the curve across it gets steeper
/// (A. Albert and J. A. Anderson, "On the existence of maximum likelihood estimates in logistic
/// regression models", 1984).
enum class Separation {
  complete,  ///< no row is on the line
  but_for_rows_on_it,
};

/// The way to the minimum of C·Σ log(1 + exp(−y z)) + ½ |w|² (C infinite: without the penalty), the
/// intercept not penalised, as scikit-learn defines it; by Newton's method with step halving
/// (iteratively reweighted least squares; Hastie, Tibshirani & Friedman, "The Elements of
/// Statistical Learning", 2nd ed., §4.4.1) on features moved and scaled to mean 0 and deviation 1,
/// so that no unit and no offset matters. Without a penalty, of features that depend on each other
/// linearly or are constant, the smallest coefficients.
std::variant<LogisticPath, Separation> fit_logistic(const BinarySamples& samples, double C);

/// So many steps of batch gradient descent on that function divided by C times the number of rows:
/// the mean log loss plus |w|² / (2 C n). From `start`: the coefficients, then the intercept; from
/// 0 where it is empty. Nothing where the steps grow without end.
std::optional<LogisticPath> descend_logistic(const BinarySamples& samples, double C, double rate,
                                             int steps, const std::vector<double>& start = {});

}  // namespace lantern
