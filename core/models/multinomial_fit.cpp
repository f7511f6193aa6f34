#include "core/models/multinomial_fit.h"

#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"
#include "core/linalg/solve.h"
#include "core/models/multinomial_loss.h"
#include "core/models/standard_features.h"

namespace lantern {
namespace {

constexpr int kMostSteps = 200;
constexpr int kMostHalvedSteps = 40;
// Of the squared Newton decrement against the loss: there is nothing left to gain, and what is left
// is lost in the rounding of the loss.
constexpr double kNothingLeft = 1e-26;
constexpr double kWithinRounding = 1e-11;
// Where a row's log-odds are so large, there is no minimum but for rows between two classes.
constexpr double kLargestScore = 1e3;

MulticlassSamples standardised(const MulticlassSamples& samples, const StandardFeatures& standard) {
  return {standard.samples.features, samples.classes, standard.samples.values, samples.target};
}

class MultinomialNewton {
 public:
  MultinomialNewton(const MulticlassSamples& samples, const StandardFeatures& standard,
                    bool penalised)
      : standard_(standard),
        samples_(standardised(samples, standard)),
        loss_of_(samples_, standard.penalties),
        penalised_(penalised),
        theta_(loss_of_.parameters(), 0),
        loss_(loss_of_.go_to(theta_)) {}

  std::optional<MultinomialPath> solve() {
    note();
    int polished = 0;
    for (int i = 0; i < kMostSteps && polished < 2; ++i) {
      if (!penalised_ && loss_of_.separates()) return std::nullopt;
      const std::vector<double> gradient = loss_of_.gradient();
      const auto step = solve_definite(loss_of_.curvature(), gradient);
      if (!step) return ended();
      const double decrement = scalar_product(gradient, *step);
      if (decrement <= kNothingLeft * loss_) return ended();
      if (decrement <= kWithinRounding * loss_) {
        go(*step, 1);
        ++polished;
      } else if (!descend(*step)) {
        return ended();
      }
      note();
    }
    return ended();
  }

 private:
  /// Where scores have grown without end, rows between classes are all that is left.
  std::optional<MultinomialPath> ended() {
    double most = 0;
    for (const double one : theta_) most = std::max(most, std::fabs(one));
    if (!penalised_ && (loss_of_.separates() || most > kLargestScore)) return std::nullopt;
    return std::move(path_);
  }

  void go(const std::vector<double>& step, double share) {
    for (size_t j = 0; j < theta_.size(); ++j) theta_[j] -= share * step[j];
    loss_ = loss_of_.go_to(theta_);
  }

  bool descend(const std::vector<double>& step) {
    const std::vector<double> here = theta_;
    const double before = loss_;
    double share = 1;
    for (int i = 0; i < kMostHalvedSteps; ++i, share /= 2) {
      theta_ = here;
      go(step, share);
      if (loss_ < before) return true;
    }
    theta_ = here;
    loss_ = loss_of_.go_to(theta_);
    return false;
  }

  /// In the units of the given features.
  void note() {
    const Matrix& back = standard_.back;
    const size_t given = back.rows(), width = back.columns() + 1;
    const double rows = std::max(1.0, double(samples_.rows()));
    MultinomialFit out{given, {}, loss_of_.of_data() / rows, loss_of_.of_data()};
    for (size_t k = 0; k < samples_.classes; ++k) {
      double intercept = theta_[k * width + back.columns()];
      for (size_t j = 0; j < given; ++j) {
        double w = 0;
        for (size_t i = 0; i < back.columns(); ++i) w += back(j, i) * theta_[k * width + i];
        out.parameters.push_back(w);
        intercept -= w * standard_.means[j];
      }
      out.parameters.push_back(intercept);
    }
    path_.push_back(std::move(out));
  }

  const StandardFeatures& standard_;
  MulticlassSamples samples_;
  MultinomialLoss loss_of_;
  bool penalised_;
  std::vector<double> theta_;
  double loss_;
  MultinomialPath path_;
};

}  // namespace

std::vector<double> MultinomialFit::probabilities(std::span<const double> row) const {
  const size_t width = features + 1;
  std::vector<double> out(classes());
  for (size_t k = 0; k < out.size(); ++k) {
    out[k] = parameters[k * width + features];
    for (size_t j = 0; j < features; ++j) out[k] += parameters[k * width + j] * row[j];
  }
  const double most = *std::max_element(out.begin(), out.end());
  double sum = 0;
  for (double& one : out) sum += one = portable::exp(one - most);
  for (double& one : out) one /= sum;
  return out;
}

std::optional<MultinomialPath> fit_multinomial(const MulticlassSamples& samples, double C) {
  const bool penalised = !std::isinf(C);
  const BinarySamples rows{samples.features, samples.values,
                           std::vector<unsigned char>(samples.rows())};
  const StandardFeatures standard =
      penalised ? standard_features(rows, C) : independent_features(rows);
  return MultinomialNewton(samples, standard, penalised).solve();
}

std::optional<MultinomialPath> descend_multinomial(const MulticlassSamples& samples, double C,
                                                   const LogisticDescent& how) {
  const double penalty = std::isinf(C) ? 0 : 1 / C;
  const double rows = std::max(1.0, double(samples.rows()));
  MultinomialLoss loss_of(samples, std::vector<double>(samples.features, penalty));
  std::vector<double> theta = how.start;
  theta.resize(loss_of.parameters(), 0);
  const auto note = [&] {
    return MultinomialFit{samples.features, theta, loss_of.of_data() / rows, loss_of.of_data()};
  };
  loss_of.go_to(theta);
  MultinomialPath path{note()};
  for (int i = 0; i < how.steps; ++i) {
    if (!descend_once(loss_of, how, rows, samples.features + 1, theta)) return std::nullopt;
    path.push_back(note());
  }
  return path;
}

}  // namespace lantern
