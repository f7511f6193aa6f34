#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/models/logistic_fit.h"
#include "core/models/multinomial_loss.h"

namespace lantern {

/// The parameters of a softmax on its way: for each class the coefficients, then the intercept.
struct MultinomialFit {
  size_t features = 0;
  std::vector<double> parameters;
  double loss = 0;   ///< mean log loss of the samples it learns from
  double total = 0;  ///< their sum

  size_t classes() const { return parameters.size() / (features + 1); }
  /// Of each class: exp(zₖ) / Σ exp(zᵢ), with zₖ its weighted sum.
  std::vector<double> probabilities(std::span<const double> row) const;
};
using MultinomialPath = std::vector<MultinomialFit>;

/// The way to the minimum of C Σ −log p(class) + ½ Σ |w|², intercepts not penalised, as
/// scikit-learn's LogisticRegression has it for more than two classes; by Newton's method with step
/// halving on standard features. Coefficients and intercepts of the classes add up to 0. C
/// infinite: without the penalty, and nothing where there is no minimum.
std::optional<MultinomialPath> fit_multinomial(const MulticlassSamples& samples, double C);

/// So many steps of batch gradient descent; see `descend_logistic`. `start` holds the parameters.
std::optional<MultinomialPath> descend_multinomial(const MulticlassSamples& samples, double C,
                                                   const LogisticDescent& how);

}  // namespace lantern
