#include "core/models/multinomial_loss.h"

#include <algorithm>

#include "core/base/portable_math.h"
#include "core/base/work.h"
#include "core/linalg/weighted_squares.h"

namespace lantern {

namespace {

/// Each block of classes is its own mirror image; what lies above its diagonal is not yet there.
void mirror_blocks(size_t width, Matrix& out) {
  for (size_t k = 0; k < out.columns(); k += width) {
    for (size_t l = 0; l <= k; l += width) {
      for (size_t b = 0; b < width; ++b) {
        for (size_t a = 0; a < b; ++a) out(k + a, l + b) = out(k + b, l + a);
      }
    }
  }
}

}  // namespace

double softmax(std::span<double> scores) {
  const double most = *std::max_element(scores.begin(), scores.end());
  double sum = 0;
  for (double& one : scores) sum += one = portable::exp(one - most);
  for (double& one : scores) one /= sum;
  return sum;
}

MultinomialLoss::MultinomialLoss(const MulticlassSamples& samples, std::vector<double> penalties)
    : samples_(samples),
      penalties_(std::move(penalties)),
      likely_(samples.rows() * samples.classes) {}

double MultinomialLoss::go_to(std::span<const double> theta) {
  const size_t width = samples_.features + 1, classes = samples_.classes;
  spend(samples_.rows() * classes * (20 + 2 * width));
  theta_.assign(theta.begin(), theta.end());
  of_data_ = 0;
  separates_ = true;
  for (size_t i = 0; i < samples_.rows(); ++i) {
    const auto x = samples_.row(i);
    const std::span<double> z(likely_.data() + i * classes, classes);
    for (size_t k = 0; k < classes; ++k) {
      z[k] = theta[k * width + samples_.features];
      for (size_t j = 0; j < x.size(); ++j) z[k] += theta[k * width + j] * x[j];
    }
    const double own = z[size_t(samples_.target[i])], most = *std::max_element(z.begin(), z.end());
    const bool alone = own == most && std::count(z.begin(), z.end(), most) == 1;
    separates_ = separates_ && alone;
    of_data_ += portable::log(softmax(z)) + (most - own);
  }
  double loss = of_data_;
  for (size_t k = 0; k < classes; ++k) {
    for (size_t j = 0; j < samples_.features; ++j) {
      loss += penalties_[j] * theta[k * width + j] * theta[k * width + j] / 2;
    }
  }
  return loss;
}

std::vector<double> MultinomialLoss::gradient() const {
  const size_t width = samples_.features + 1, classes = samples_.classes;
  std::vector<double> out(parameters(), 0);
  for (size_t i = 0; i < samples_.rows(); ++i) {
    const auto x = samples_.row(i);
    for (size_t k = 0; k < classes; ++k) {
      const double error = likely_[i * classes + k] - double(size_t(samples_.target[i]) == k);
      for (size_t j = 0; j < x.size(); ++j) out[k * width + j] += error * x[j];
      out[k * width + samples_.features] += error;
    }
  }
  for (size_t k = 0; k < classes; ++k) {
    for (size_t j = 0; j < samples_.features; ++j) {
      out[k * width + j] += penalties_[j] * theta_[k * width + j];
    }
  }
  return out;
}

Matrix MultinomialLoss::curvature() const {
  const size_t width = samples_.features + 1, classes = samples_.classes;
  spend(samples_.rows() * classes * classes * width * width);
  Matrix out(parameters(), parameters());
  WeightedSquares squares(samples_.features);
  std::vector<double> weights(WeightedSquares::kMostRows);
  for (size_t from = 0; from < samples_.rows(); from += weights.size()) {
    const size_t count = std::min(weights.size(), samples_.rows() - from);
    squares.set_rows(std::span(samples_.values).subspan(from * samples_.features), count);
    for (size_t k = 0; k < classes; ++k) {
      for (size_t l = 0; l <= k; ++l) {
        for (size_t i = 0; i < count; ++i) {
          const double* p = likely_.data() + (from + i) * classes;
          weights[i] = p[k] * (double(k == l) - p[l]);
        }
        squares.add({weights.data(), count}, out, k * width, l * width);
      }
    }
  }
  mirror_blocks(width, out);
  for (size_t k = 0; k < classes; ++k) {
    for (size_t j = 0; j < samples_.features; ++j)
      out(k * width + j, k * width + j) += penalties_[j];
    for (size_t l = 0; l <= k; ++l) {
      for (size_t j = 0; j < width; ++j) {
        out(k * width + j, l * width + j) += double(samples_.rows()) / double(classes);
      }
    }
  }
  return out;
}

}  // namespace lantern
