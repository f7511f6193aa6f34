#include "core/models/logistic_fit.h"

#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

constexpr int kMostIterations = 200;
constexpr int kMostHalvings = 40;

/// log(1 + exp(−m)), without overflow.
double loss_of_margin(double m) {
  return m > 0 ? portable::log(1 + portable::exp(-m)) : -m + portable::log(1 + portable::exp(m));
}

/// Parameters are the coefficients, then the intercept. The penalty's weight is 1/C.
class Newton {
 public:
  Newton(const BinarySamples& samples, double C)
      : samples_(samples),
        penalty_(std::isinf(C) ? 0 : 1 / C),
        size_(samples.features + 1),
        theta_(size_, 0),
        gradient_(size_),
        hessian_(size_ * size_),
        step_(size_) {}

  std::optional<LogisticFit> solve() {
    double loss = loss_at(theta_);
    for (int i = 1; i <= kMostIterations; ++i) {
      derive();
      if (!solve_step()) return std::nullopt;
      double decrement = 0;
      for (size_t j = 0; j < size_; ++j) decrement += gradient_[j] * step_[j];
      if (decrement <= kEnough * (1 + loss)) return fit(i);
      if (penalty_ == 0 && separates()) return std::nullopt;
      if (!descend(loss)) return fit(i);
    }
    return penalty_ == 0 ? std::nullopt : std::optional(fit(kMostIterations));
  }

 private:
  // Of the squared Newton decrement, about twice the distance to the minimum.
  static constexpr double kEnough = 1e-26;

  double decision(const std::vector<double>& theta, size_t row) const {
    double z = theta.back();
    const auto x = samples_.row(row);
    for (size_t j = 0; j < x.size(); ++j) z += theta[j] * x[j];
    return z;
  }

  double loss_at(const std::vector<double>& theta) const {
    double loss = 0;
    for (size_t i = 0; i < samples_.rows(); ++i) {
      const double z = decision(theta, i);
      loss += loss_of_margin(samples_.actual[i] ? z : -z);
    }
    for (size_t j = 0; j + 1 < size_; ++j) loss += penalty_ * theta[j] * theta[j] / 2;
    return loss;
  }

  /// Gradient and Hessian at theta.
  void derive() {
    std::fill(gradient_.begin(), gradient_.end(), 0);
    std::fill(hessian_.begin(), hessian_.end(), 0);
    for (size_t i = 0; i < samples_.rows(); ++i) {
      const double p = sigmoid(decision(theta_, i));
      const double error = p - (samples_.actual[i] ? 1 : 0);
      const double weight = p * (1 - p);
      const auto x = samples_.row(i);
      for (size_t j = 0; j < size_; ++j) {
        const double xj = j < x.size() ? x[j] : 1;
        gradient_[j] += error * xj;
        for (size_t k = 0; k <= j; ++k) {
          hessian_[j * size_ + k] += weight * xj * (k < x.size() ? x[k] : 1);
        }
      }
    }
    for (size_t j = 0; j + 1 < size_; ++j) {
      gradient_[j] += penalty_ * theta_[j];
      hessian_[j * size_ + j] += penalty_;
    }
  }

  /// step = H⁻¹ g by Cholesky's factors, in place. False where H is singular.
  bool solve_step() {
    for (size_t j = 0; j < size_; ++j) {
      for (size_t k = 0; k <= j; ++k) {
        double sum = hessian_[j * size_ + k];
        for (size_t m = 0; m < k; ++m) sum -= hessian_[j * size_ + m] * hessian_[k * size_ + m];
        if (j != k) {
          hessian_[j * size_ + k] = sum / hessian_[k * size_ + k];
        } else if (sum > 0) {
          hessian_[j * size_ + j] = std::sqrt(sum);
        } else {
          return false;
        }
      }
    }
    for (size_t j = 0; j < size_; ++j) {
      double sum = gradient_[j];
      for (size_t k = 0; k < j; ++k) sum -= hessian_[j * size_ + k] * step_[k];
      step_[j] = sum / hessian_[j * size_ + j];
    }
    for (size_t j = size_; j-- > 0;) {
      double sum = step_[j];
      for (size_t k = j + 1; k < size_; ++k) sum -= hessian_[k * size_ + j] * step_[k];
      step_[j] = sum / hessian_[j * size_ + j];
    }
    return true;
  }

  /// Goes along the step as far as the loss falls. False where it does not.
  bool descend(double& loss) {
    double share = 1;
    std::vector<double> next(size_);
    for (int i = 0; i < kMostHalvings; ++i, share /= 2) {
      for (size_t j = 0; j < size_; ++j) next[j] = theta_[j] - share * step_[j];
      const double there = loss_at(next);
      if (!(there < loss)) continue;
      theta_ = next;
      loss = there;
      return true;
    }
    return false;
  }

  bool separates() const {
    for (size_t i = 0; i < samples_.rows(); ++i) {
      const double z = decision(theta_, i);
      if ((samples_.actual[i] ? z : -z) <= 0) return false;
    }
    return true;
  }

  LogisticFit fit(int iterations) const {
    return {{theta_.begin(), theta_.end() - 1}, theta_.back(), iterations};
  }

  const BinarySamples& samples_;
  double penalty_;
  size_t size_;
  std::vector<double> theta_, gradient_, hessian_, step_;
};

}  // namespace

double sigmoid(double z) {
  if (z >= 0) return 1 / (1 + portable::exp(-z));
  const double e = portable::exp(z);
  return e / (1 + e);
}

std::optional<LogisticFit> fit_logistic(const BinarySamples& samples, double C) {
  return Newton(samples, C).solve();
}

}  // namespace lantern
