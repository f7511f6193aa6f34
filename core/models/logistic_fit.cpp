#include "core/models/logistic_fit.h"

#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

constexpr int kMostIterations = 200;
constexpr int kMostHalvings = 40;

/// Σ log of factors from 1 to 2, by one logarithm for many of them.
class LogSum {
 public:
  void add(double factor) {
    product_ *= factor;
    if (product_ > 1e250) flush();
  }
  double sum() {
    flush();
    return sum_;
  }

 private:
  void flush() {
    sum_ += portable::log(product_);
    product_ = 1;
  }
  double product_ = 1, sum_ = 0;
};

/// Parameters are the coefficients, then the intercept. The penalty's weight is 1/C.
class Solver {
 public:
  Solver(const BinarySamples& samples, double C)
      : samples_(samples),
        penalty_(std::isinf(C) ? 0 : 1 / C),
        size_(samples.features + 1),
        theta_(size_, 0),
        gradient_(size_),
        hessian_(size_ * size_),
        step_(size_),
        probability_(samples.rows()) {}

  std::optional<LogisticPath> solve() {
    double loss = loss_at(theta_);
    note(loss);
    int polished = 0;
    for (int i = 1; i <= kMostIterations; ++i) {
      derive();
      if (!solve_step()) return std::nullopt;
      double decrement = 0;
      for (size_t j = 0; j < size_; ++j) decrement += gradient_[j] * step_[j];
      if (decrement <= kEnough * (1 + loss)) return std::move(path_);
      if (penalty_ == 0 && separates()) return std::nullopt;
      if (decrement <= kNear * (1 + loss)) {
        // What is left to gain is lost in the rounding of the loss: two whole steps and it is
        // there.
        for (size_t j = 0; j < size_; ++j) theta_[j] -= step_[j];
        loss = loss_at(theta_);
        note(loss);
        if (++polished == 2) return std::move(path_);
        continue;
      }
      if (!descend(loss)) return std::move(path_);
      note(loss);
    }
    return penalty_ == 0 ? std::nullopt : std::optional(std::move(path_));
  }

  std::optional<LogisticPath> walk(double rate, int steps) {
    const double share = rate / std::max(1.0, double(samples_.rows()));
    note(loss_at(theta_));
    for (int i = 0; i < steps; ++i) {
      derive_gradient();
      for (size_t j = 0; j < size_; ++j) theta_[j] -= share * gradient_[j];
      const double loss = loss_at(theta_);
      if (!std::isfinite(loss)) return std::nullopt;
      note(loss);
    }
    return std::move(path_);
  }

 private:
  // Of the squared Newton decrement, about twice the distance to the minimum.
  static constexpr double kEnough = 1e-26;
  static constexpr double kNear = 1e-11;

  double decision(const std::vector<double>& theta, size_t row) const {
    double z = theta.back();
    const auto x = samples_.row(row);
    for (size_t j = 0; j < x.size(); ++j) z += theta[j] * x[j];
    return z;
  }

  /// Leaves the rows' probabilities there behind, for the derivatives.
  double loss_at(const std::vector<double>& theta) {
    double loss = 0;
    LogSum logs;
    for (size_t i = 0; i < samples_.rows(); ++i) {
      const double z = decision(theta, i);
      const double e = portable::exp(-std::fabs(z));
      probability_[i] = z >= 0 ? 1 / (1 + e) : e / (1 + e);
      // log(1 + exp(−m)) of the margin m, without overflow
      loss += std::max(0.0, samples_.actual[i] ? -z : z);
      logs.add(1 + e);
    }
    loss += logs.sum();
    for (size_t j = 0; j + 1 < size_; ++j) loss += penalty_ * theta[j] * theta[j] / 2;
    return loss;
  }

  void derive_gradient() {
    std::fill(gradient_.begin(), gradient_.end(), 0);
    for (size_t i = 0; i < samples_.rows(); ++i) {
      const double error = probability_[i] - (samples_.actual[i] ? 1 : 0);
      const auto x = samples_.row(i);
      for (size_t j = 0; j < x.size(); ++j) gradient_[j] += error * x[j];
      gradient_.back() += error;
    }
    for (size_t j = 0; j + 1 < size_; ++j) gradient_[j] += penalty_ * theta_[j];
  }

  /// Gradient and Hessian at theta.
  void derive() {
    std::fill(gradient_.begin(), gradient_.end(), 0);
    std::fill(hessian_.begin(), hessian_.end(), 0);
    for (size_t i = 0; i < samples_.rows(); ++i) {
      const double p = probability_[i];
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

  void note(double loss) {
    double squares = 0;
    for (size_t j = 0; j + 1 < size_; ++j) squares += theta_[j] * theta_[j];
    const double rows = std::max(1.0, double(samples_.rows()));
    path_.push_back({{theta_.begin(), theta_.end() - 1},
                     theta_.back(),
                     (loss - penalty_ * squares / 2) / rows});
  }

  const BinarySamples& samples_;
  double penalty_;
  size_t size_;
  std::vector<double> theta_, gradient_, hessian_, step_, probability_;
  LogisticPath path_;
};

}  // namespace

double sigmoid(double z) {
  if (z >= 0) return 1 / (1 + portable::exp(-z));
  const double e = portable::exp(z);
  return e / (1 + e);
}

std::optional<LogisticPath> fit_logistic(const BinarySamples& samples, double C) {
  return Solver(samples, C).solve();
}

std::optional<LogisticPath> descend_logistic(const BinarySamples& samples, double C, double rate,
                                             int steps) {
  return Solver(samples, C).walk(rate, steps);
}

}  // namespace lantern
