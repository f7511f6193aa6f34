#include "core/models/logistic_loss.h"

#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

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

}  // namespace

double sigmoid(double z) {
  if (z >= 0) return 1 / (1 + portable::exp(-z));
  const double e = portable::exp(z);
  return e / (1 + e);
}

LogisticLoss::LogisticLoss(const BinarySamples& samples, std::vector<double> penalties)
    : samples_(samples), penalties_(std::move(penalties)), probability_(samples.rows()) {}

double LogisticLoss::decision(std::span<const double> theta, size_t row) const {
  double z = theta.back();
  const auto x = samples_.row(row);
  for (size_t j = 0; j < x.size(); ++j) z += theta[j] * x[j];
  return z;
}

double LogisticLoss::go_to(std::span<const double> theta) {
  theta_.assign(theta.begin(), theta.end());
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
  of_data_ = loss;
  for (size_t j = 0; j < penalties_.size(); ++j) loss += penalties_[j] * theta[j] * theta[j] / 2;
  return loss;
}

std::vector<double> LogisticLoss::gradient() const {
  std::vector<double> out(parameters(), 0);
  for (size_t i = 0; i < samples_.rows(); ++i) {
    const double error = probability_[i] - (samples_.actual[i] ? 1 : 0);
    const auto x = samples_.row(i);
    for (size_t j = 0; j < x.size(); ++j) out[j] += error * x[j];
    out.back() += error;
  }
  for (size_t j = 0; j < penalties_.size(); ++j) out[j] += penalties_[j] * theta_[j];
  return out;
}

Matrix LogisticLoss::curvature() const {
  const size_t last = penalties_.size();
  Matrix out(parameters(), parameters());
  for (size_t i = 0; i < samples_.rows(); ++i) {
    const double weight = probability_[i] * (1 - probability_[i]);
    const auto x = samples_.row(i);
    for (size_t k = 0; k < last; ++k) {
      const double share = weight * x[k];
      for (size_t j = k; j < last; ++j) out(j, k) += share * x[j];
      out(last, k) += share;
    }
    out(last, last) += weight;
  }
  for (size_t j = 0; j < last; ++j) out(j, j) += penalties_[j];
  return out;
}

}  // namespace lantern
