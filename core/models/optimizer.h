#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/linalg/matrix.h"

namespace lantern {

enum class Descent { sgd, momentum, nesterov, rmsprop, adam, newton };

/// The word of a script; it is one of them.
Descent descent_of(std::string_view word);

/// As PyTorch names them, with its defaults.
struct OptimizerOptions {
  Descent how = Descent::sgd;
  double rate = 0.001;
  double momentum = 0.9;                ///< of momentum and nesterov
  double alpha = 0.99;                  ///< of rmsprop
  double beta_1 = 0.9, beta_2 = 0.999;  ///< of adam
  double eps = 1e-8;                    ///< of rmsprop and adam
};

/// What PyTorch takes where nobody says it: 0.001, of rmsprop 0.01, of newton a whole step.
double usual_rate(Descent how);

/// How gradients become steps. With g the gradient, η the rate and all squares taken one by one:
///   sgd       w ← w − η g
///   momentum  v ← μ v + g;  w ← w − η v            (B. T. Polyak 1964; at first v = g)
///   nesterov  v ← μ v + g;  w ← w − η (g + μ v)    (Y. Nesterov 1983, as I. Sutskever et al. 2013)
///   rmsprop   s ← α s + (1 − α) g²;  w ← w − η g / (√s + ε)             (G. Hinton 2012)
///   adam      m ← β₁ m + (1 − β₁) g;  s ← β₂ s + (1 − β₂) g²;
///             w ← w − η m/(1 − β₁ᵗ) / (√(s/(1 − β₂ᵗ)) + ε)   (D. P. Kingma and J. Ba 2015)
///   newton    w ← w − η H⁻¹ g, the shortest step where H is singular
/// as torch.optim.SGD, RMSprop and Adam.
class Optimizer {
 public:
  Optimizer(const OptimizerOptions& options, size_t parameters)
      : options_(options), first_(parameters, 0), second_(parameters, 0) {}

  /// What is taken from parameter i for its slope; once a step for each parameter. Not of newton.
  double move(size_t i, double slope);
  /// After all parameters of a step have moved.
  void done() { ++steps_; }
  /// What newton takes from all parameters. All numbers are finite.
  std::vector<double> newton_move(std::span<const double> gradient, const Matrix& curvature) const;

 private:
  OptimizerOptions options_;
  std::vector<double> first_, second_;  // moments of the slopes so far
  int steps_ = 0;
};

}  // namespace lantern
