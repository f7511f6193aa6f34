#pragma once

#include <span>
#include <vector>

namespace lantern {

struct LocalOptions {
  double frac = 2.0 / 3;  ///< of the rows, those that a fit sees
  int it = 3;             ///< how often rows are weighted anew by their residuals
  int degree = 1;         ///< of the polynomial at each place
};

/// Locally weighted regression (W. S. Cleveland, "Robust locally weighted regression and smoothing
/// scatterplots", 1979): at each place a polynomial through the nearest rows, which count by the
/// tricube of their distance and, but for the first time, by the bisquare of their residuals.
class LocalFit {
 public:
  /// As many x as y, one at least; all are finite.
  LocalFit(std::span<const double> x, std::span<const double> y, const LocalOptions& options);

  /// Of the first rows, in the order in which they were given.
  const std::vector<double>& fitted() const { return fitted_; }
  /// At any place; missing where fewer than two rows count (statsmodels has it so).
  double at(double x) const;
  size_t bytes() const { return 40 * x_.size(); }

 private:
  struct Window {
    size_t first, last;
    double radius;
  };
  Window window_at(double x) const;
  double fit_at(double x, double otherwise) const;
  std::vector<double> fit_rows() const;
  bool weigh(const std::vector<double>& fitted);

  std::vector<double> x_, y_;   // in ascending order of x
  std::vector<double> robust_;  // their weights
  std::vector<double> fitted_;
  size_t count_;
  int degree_;
};

}  // namespace lantern
