#include "core/models/optimizer.h"

#include <array>
#include <cmath>

#include "core/base/portable_math.h"
#include "core/linalg/solve.h"

namespace lantern {

Descent descent_of(std::string_view word) {
  // In the order of the enumeration.
  constexpr std::array<std::string_view, 6> kWords{"sgd",     "momentum", "nesterov",
                                                   "rmsprop", "adam",     "newton"};
  size_t i = 0;
  while (i + 1 < kWords.size() && kWords[i] != word) ++i;
  return static_cast<Descent>(i);
}

double usual_rate(Descent how) {
  return how == Descent::newton ? 1 : how == Descent::rmsprop ? 0.01 : 0.001;
}

double Optimizer::move(size_t i, double slope) {
  const OptimizerOptions& o = options_;
  double &m = first_[i], &s = second_[i];
  switch (o.how) {
    case Descent::momentum:
      m = steps_ == 0 ? slope : o.momentum * m + slope;
      return o.rate * m;
    case Descent::nesterov:
      m = steps_ == 0 ? slope : o.momentum * m + slope;
      return o.rate * (slope + o.momentum * m);
    case Descent::rmsprop:
      s = o.alpha * s + (1 - o.alpha) * slope * slope;
      return o.rate * slope / (std::sqrt(s) + o.eps);
    case Descent::adam: {
      m = o.beta_1 * m + (1 - o.beta_1) * slope;
      s = o.beta_2 * s + (1 - o.beta_2) * slope * slope;
      const double mean = m / (1 - portable::pow(o.beta_1, steps_ + 1));
      const double square = s / (1 - portable::pow(o.beta_2, steps_ + 1));
      return o.rate * mean / (std::sqrt(square) + o.eps);
    }
    case Descent::sgd:
    case Descent::newton:
      break;
  }
  return o.rate * slope;
}

std::vector<double> Optimizer::newton_move(std::span<const double> gradient,
                                           const Matrix& curvature) const {
  auto step = solve(curvature, gradient);
  if (!step) step = least_squares(curvature, gradient).x;
  for (double& one : *step) one *= options_.rate;
  return std::move(*step);
}

}  // namespace lantern
