#include "core/models/logistic_loss.h"

#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"
#include "core/base/work.h"
#include "core/linalg/weighted_squares.h"

namespace lantern {
namespace {

/// Σ log(1 + e) of e from 0 to 1, by one logarithm for many of them; where e is small, by its
/// series, for 1 + e has lost its digits.
class LogSum {
 public:
  void add(double e) {
    if (e < 1e-4) {
      small_ += e * (1 - e * (1.0 / 2 - e * (1.0 / 3 - e / 4)));
      return;
    }
    product_ *= 1 + e;
    if (product_ > 1e250) flush();
  }
  double sum() {
    flush();
    return sum_ + small_;
  }

 private:
  void flush() {
    sum_ += portable::log(product_);
    product_ = 1;
  }
  double product_ = 1, sum_ = 0, small_ = 0;
};

}  // namespace

double sigmoid(double z) {
  if (z >= 0) return 1 / (1 + portable::exp(-z));
  const double e = portable::exp(z);
  return e / (1 + e);
}

LogisticLoss::LogisticLoss(const BinarySamples& samples, std::vector<double> penalties)
    : samples_(samples),
      penalties_(std::move(penalties)),
      error_(samples.rows()),
      weight_(samples.rows()) {}

double LogisticLoss::decision(std::span<const double> theta, size_t row) const {
  double z = theta.back();
  const auto x = samples_.row(row);
  for (size_t j = 0; j < x.size(); ++j) z += theta[j] * x[j];
  return z;
}

double LogisticLoss::go_to(std::span<const double> theta) {
  constexpr std::uint64_t kRow = 30, kFeature = 2;
  spend(samples_.rows() * (kRow + kFeature * theta.size()));
  theta_.assign(theta.begin(), theta.end());
  double loss = 0;
  LogSum logs;
  for (size_t i = 0; i < samples_.rows(); ++i) {
    const double z = decision(theta, i);
    const double e = portable::exp(-std::fabs(z));
    const double likely = 1 / (1 + e), unlikely = e / (1 + e);
    const bool wrong = (samples_.actual[i] != 0) != (z >= 0);
    const double error = wrong ? likely : unlikely;
    error_[i] = samples_.actual[i] ? -error : error;
    weight_[i] = likely * unlikely;
    // log(1 + exp(−m)) of the margin m, without overflow
    if (wrong) loss += std::fabs(z);
    logs.add(e);
  }
  loss += logs.sum();
  of_data_ = loss;
  for (size_t j = 0; j < penalties_.size(); ++j) loss += penalties_[j] * theta[j] * theta[j] / 2;
  return loss;
}

std::vector<double> LogisticLoss::gradient() const {
  std::vector<double> out(parameters(), 0);
  for (size_t i = 0; i < samples_.rows(); ++i) {
    const auto x = samples_.row(i);
    for (size_t j = 0; j < x.size(); ++j) out[j] += error_[i] * x[j];
    out.back() += error_[i];
  }
  for (size_t j = 0; j < penalties_.size(); ++j) out[j] += penalties_[j] * theta_[j];
  return out;
}

Matrix LogisticLoss::curvature() const {
  const size_t last = penalties_.size();
  Matrix out(parameters(), parameters());
  WeightedSquares squares(last);
  for (size_t from = 0; from < samples_.rows(); from += WeightedSquares::kMostRows) {
    const size_t count = std::min(WeightedSquares::kMostRows, samples_.rows() - from);
    squares.set_rows(std::span(samples_.values).subspan(from * last), count);
    squares.add(std::span(weight_).subspan(from, count), out, 0, 0);
  }
  for (size_t j = 0; j < last; ++j) out(j, j) += penalties_[j];
  return out;
}

LogisticLoss::Roots LogisticLoss::roots() const {
  const size_t rows = samples_.rows(), last = penalties_.size();
  Roots out{Matrix(rows + last, parameters()), std::vector<double>(rows + last, 0)};
  for (size_t i = 0; i < rows; ++i) {
    const double root = std::sqrt(weight_[i]);
    const auto x = samples_.row(i);
    for (size_t j = 0; j < last; ++j) out.a(i, j) = root * x[j];
    out.a(i, last) = root;
    if (root > 0) out.b[i] = error_[i] / root;
  }
  for (size_t j = 0; j < last; ++j) {
    out.a(rows + j, j) = std::sqrt(penalties_[j]);
    out.b[rows + j] = out.a(rows + j, j) * theta_[j];
  }
  return out;
}

}  // namespace lantern
