#include "core/models/logistic_fit.h"

#include <algorithm>
#include <cmath>

#include "core/linalg/solve.h"
#include "core/models/standard_features.h"

namespace lantern {
namespace {

constexpr int kMostIterations = 200;
constexpr int kMostHalvings = 40;

// Of the curvature's smallest pivot: below, its square root is taken apart instead.
constexpr double kNearlySingular = 1e-10;

// Of the squared Newton decrement, about twice the distance to the minimum, against the loss.
constexpr double kEnough = 1e-26;
constexpr double kNear = 1e-11;
constexpr double kNothingToGain = 1e-13;
// Of a row's log-odds in one step.
constexpr double kStillMoving = 0.1;

class NewtonFit {
 public:
  NewtonFit(const StandardFeatures& features, bool penalised)
      : features_(features),
        samples_(features.samples),
        loss_of_(samples_, features.penalties),
        penalised_(penalised),
        theta_(loss_of_.parameters(), 0),
        loss_(loss_of_.go_to(theta_)) {}

  std::variant<LogisticPath, Separation> solve() {
    note();
    int polished = 0;
    for (int i = 1; i <= kMostIterations && polished < 2; ++i) {
      if (!penalised_ && separates()) return Separation::complete;
      const std::vector<double> gradient = loss_of_.gradient();
      const std::vector<double> step = newton_step(gradient);
      const double decrement = scalar_product(gradient, step);
      const bool moving = !penalised_ && most_moved(step) > kStillMoving;
      if (decrement <= kEnough * loss_ && !moving) return std::move(path_);
      if (moving && decrement <= kNothingToGain * loss_ && separates_by(step)) {
        return Separation::but_for_rows_on_it;
      }
      if (decrement <= kNear * loss_) {
        // What is left to gain is lost in the rounding of the loss: two whole steps and it is
        // there.
        take(step);
        if (!moving) ++polished;
      } else if (!descend(step)) {
        return std::move(path_);
      }
      note();
    }
    return polished == 2 ? std::move(path_) : ended();
  }

 private:
  /// The shortest, where features depend on each other and the penalty is too weak to tell.
  std::vector<double> newton_step(const std::vector<double>& gradient) const {
    auto step = solve_definite(loss_of_.curvature(), gradient, kNearlySingular);
    if (step) return std::move(*step);
    const LogisticLoss::Roots roots = loss_of_.roots();
    return least_squares(roots.a, roots.b).x;
  }

  /// Where the way ends before the minimum.
  std::variant<LogisticPath, Separation> ended() {
    if (penalised_) return std::move(path_);
    return separates() ? Separation::complete : Separation::but_for_rows_on_it;
  }

  void take(const std::vector<double>& step) {
    for (size_t j = 0; j < theta_.size(); ++j) theta_[j] -= step[j];
    loss_ = loss_of_.go_to(theta_);
  }

  /// Goes along the step as far as the loss falls. False where it does not.
  bool descend(const std::vector<double>& step) {
    double share = 1;
    std::vector<double> next(theta_.size());
    for (int i = 0; i < kMostHalvings; ++i, share /= 2) {
      for (size_t j = 0; j < theta_.size(); ++j) next[j] = theta_[j] - share * step[j];
      const double there = loss_of_.go_to(next);
      if (!(there < loss_)) continue;
      theta_ = next;
      loss_ = there;
      return true;
    }
    return false;
  }

  bool separates() const {
    for (size_t i = 0; i < samples_.rows(); ++i) {
      const double z = loss_of_.decision(theta_, i);
      if ((samples_.actual[i] ? z : -z) <= 0) return false;
    }
    return true;
  }

  /// The largest change of a row's log-odds by a step.
  double most_moved(const std::vector<double>& step) const {
    double out = 0;
    for (size_t i = 0; i < samples_.rows(); ++i) {
      out = std::max(out, std::fabs(loss_of_.decision(step, i)));
    }
    return out;
  }

  /// Whether the step moves no row away from its class.
  bool separates_by(const std::vector<double>& step) const {
    const double rounding = 1e-6 * most_moved(step);
    for (size_t i = 0; i < samples_.rows(); ++i) {
      const double moved = -loss_of_.decision(step, i);
      if ((samples_.actual[i] ? moved : -moved) < -rounding) return false;
    }
    return true;
  }

  /// In the units of the given features.
  void note() {
    const Matrix& back = features_.back;
    LogisticFit out{std::vector<double>(back.rows(), 0), theta_.back(),
                    loss_of_.of_data() / std::max(1.0, double(samples_.rows())),
                    loss_of_.of_data()};
    for (size_t j = 0; j < back.rows(); ++j) {
      for (size_t i = 0; i < back.columns(); ++i) out.coefficients[j] += back(j, i) * theta_[i];
      out.intercept -= out.coefficients[j] * features_.means[j];
    }
    path_.push_back(std::move(out));
  }

  const StandardFeatures& features_;
  const BinarySamples& samples_;
  LogisticLoss loss_of_;
  bool penalised_;
  std::vector<double> theta_;
  double loss_;
  LogisticPath path_;
};

/// `of_data`: the loss without the penalty, which may be so much more that nothing of the loss
/// would be left in their sum.
LogisticFit descended(const std::vector<double>& theta, double of_data, double rows) {
  return {{theta.begin(), theta.end() - 1}, theta.back(), of_data / rows, of_data};
}

}  // namespace

std::variant<LogisticPath, Separation> fit_logistic(const BinarySamples& samples, double C) {
  const bool penalised = !std::isinf(C);
  const StandardFeatures features =
      penalised ? standard_features(samples, C) : independent_features(samples);
  return NewtonFit(features, penalised).solve();
}

std::optional<LogisticPath> descend_logistic(const BinarySamples& samples, double C,
                                             const LogisticDescent& how) {
  const double penalty = std::isinf(C) ? 0 : 1 / C;
  const double rows = std::max(1.0, double(samples.rows()));
  LogisticLoss loss_of(samples, std::vector<double>(samples.features, penalty));
  std::vector<double> theta = how.start;
  theta.resize(loss_of.parameters(), 0);
  loss_of.go_to(theta);
  LogisticPath path{descended(theta, loss_of.of_data(), rows)};
  for (int i = 0; i < how.steps; ++i) {
    if (!descend_once(loss_of, how, rows, theta.size(), theta)) return std::nullopt;
    path.push_back(descended(theta, loss_of.of_data(), rows));
  }
  return path;
}

}  // namespace lantern
