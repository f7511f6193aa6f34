#pragma once

#include <cmath>
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
  double total = 0;  ///< the sum of what `loss` is the mean of

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

/// How the parameters move in a step of gradient descent: all by the slopes at one point, or one
/// after the other, each by its slope at where the ones before it have got to (Gauss–Seidel): the
/// coefficients and then the intercept, or the intercept first.
enum class DescentOrder { together, in_turn, intercept_first };

struct LogisticDescent {
  double rate = 0.1;
  int steps = 100;
  std::vector<double> start = {};  ///< the coefficients, then the intercept; empty: all 0
  DescentOrder order = DescentOrder::together;
  bool summed = false;  ///< goes down the sum over the rows, not their mean
};

/// One step of batch gradient descent from `theta`, at which the loss stands; it stands at the new
/// one then. Parameters come in blocks of `width`, the intercept last. False where there are no
/// numbers any more.
template <class Loss>
bool descend_once(Loss& loss_of, const LogisticDescent& how, double rows, size_t width,
                  std::vector<double>& theta) {
  const double rate = how.summed ? how.rate : how.rate / rows;
  if (how.order == DescentOrder::together) {
    const std::vector<double> gradient = loss_of.gradient();
    for (size_t j = 0; j < theta.size(); ++j) theta[j] -= rate * gradient[j];
    return std::isfinite(loss_of.go_to(theta));
  }
  const size_t turn = how.order == DescentOrder::intercept_first ? width - 1 : 0;
  for (size_t i = 0; i < theta.size(); ++i) {
    const size_t j = i / width * width + (i % width + turn) % width;
    theta[j] -= rate * loss_of.gradient()[j];
    if (!std::isfinite(loss_of.go_to(theta))) return false;
  }
  return true;
}

/// So many steps of batch gradient descent on that function divided by C times the number of rows:
/// the mean log loss plus |w|² / (2 C n), or n times that. Nothing where the steps grow without
/// end.
std::optional<LogisticPath> descend_logistic(const BinarySamples& samples, double C,
                                             const LogisticDescent& how);

}  // namespace lantern
