#include "core/models/local_fit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/work.h"

namespace lantern {
namespace {

constexpr size_t kMostDegree = 2;

double cubed(double x) {
  return x * x * x;
}

double median_of(std::vector<double> values) {
  const size_t half = values.size() / 2;
  std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(half), values.end());
  const double high = values[half];
  if (values.size() % 2 == 1) return high;
  return (*std::max_element(values.begin(), values.begin() + std::ptrdiff_t(half)) + high) / 2;
}

/// Rows in a window: their distances from the place in parts of its radius, their weights.
struct Neighborhood {
  std::vector<double> u, weight;
};

/// The weighted sum of f over the rows.
template <class Function>
double weighted_sum(const Neighborhood& rows, const Function& f) {
  double out = 0;
  for (size_t i = 0; i < rows.u.size(); ++i) out += rows.weight[i] * f(i);
  return out;
}

/// At u = 0, by polynomials that are orthogonal over the rows, as far as these have different
/// places.
double polynomial_at_zero(const Neighborhood& rows, std::span<const double> y, int degree) {
  const size_t count = rows.u.size();
  std::array<std::vector<double>, kMostDegree + 1> basis;
  std::array<double, kMostDegree + 1> zero{}, squares{};
  double out = 0;
  for (size_t k = 0; k <= size_t(degree); ++k) {
    std::vector<double>& own = basis[k];
    own.assign(count, 1);
    zero[k] = k == 0 ? 1 : 0;
    for (size_t i = 0; i < count && k > 0; ++i) own[i] = basis[k - 1][i] * rows.u[i];
    for (size_t j = 0; j < k; ++j) {
      const double share =
          weighted_sum(rows, [&](size_t i) { return own[i] * basis[j][i]; }) / squares[j];
      for (size_t i = 0; i < count; ++i) own[i] -= share * basis[j][i];
      zero[k] -= share * zero[j];
    }
    squares[k] = weighted_sum(rows, [&](size_t i) { return own[i] * own[i]; });
    if (squares[k] <= 1e-12) break;
    out += zero[k] * weighted_sum(rows, [&](size_t i) { return own[i] * y[i]; }) / squares[k];
  }
  return out;
}

}  // namespace

LocalFit::LocalFit(std::span<const double> x, std::span<const double> y,
                   const LocalOptions& options)
    : robust_(x.size(), 1), degree_(options.degree) {
  std::vector<size_t> order(x.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return x[a] < x[b]; });
  for (const size_t row : order) {
    x_.push_back(x[row]);
    y_.push_back(y[row]);
  }
  const auto wanted = static_cast<size_t>(options.frac * double(x.size()) + 1e-10);
  count_ = std::min(std::max<size_t>(wanted, 2), x.size());
  std::vector<double> sorted = fit_rows();
  for (int i = 0; i < options.it && weigh(sorted); ++i) sorted = fit_rows();
  fitted_.resize(x.size());
  for (size_t i = 0; i < order.size(); ++i) fitted_[order[i]] = sorted[i];
}

/// The nearest so many: the first of all windows whose middle is not before x; of more rows at one
/// place, all of them.
LocalFit::Window LocalFit::window_at(double x) const {
  size_t low = 0, high = x_.size() - count_;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (x > (x_[middle] + x_[middle + count_]) / 2) low = middle + 1;
    else high = middle;
  }
  Window out{low, low + count_, std::max(x - x_[low], x_[low + count_ - 1] - x)};
  while (out.radius == 0 && out.last < x_.size() && x_[out.last] == x) ++out.last;
  while (out.radius == 0 && out.first > 0 && x_[out.first - 1] == x) --out.first;
  return out;
}

double LocalFit::fit_at(double x, double otherwise) const {
  const Window window = window_at(x);
  const size_t count = window.last - window.first;
  spend(count * 4 * size_t(degree_ + 1) + 100);
  Neighborhood rows{std::vector<double>(count, 0), std::vector<double>(count)};
  double all = 0;
  size_t counting = 0;
  for (size_t i = 0; i < count; ++i) {
    if (window.radius > 0) rows.u[i] = (x_[window.first + i] - x) / window.radius;
    rows.weight[i] = cubed(1 - cubed(std::fabs(rows.u[i]))) * robust_[window.first + i];
    all += rows.weight[i];
    counting += rows.weight[i] > 1e-12;
  }
  if (counting < std::min<size_t>(2, x_.size())) return otherwise;
  for (double& weight : rows.weight) weight /= all;
  return polynomial_at_zero(rows, std::span(y_).subspan(window.first, count), degree_);
}

std::vector<double> LocalFit::fit_rows() const {
  std::vector<double> out;
  for (size_t i = 0; i < x_.size(); ++i) {
    const bool again = i > 0 && x_[i] == x_[i - 1];
    out.push_back(again ? out.back() : fit_at(x_[i], y_[i]));
  }
  return out;
}

/// By six times the median of the residuals. False where those are rounding alone.
bool LocalFit::weigh(const std::vector<double>& fitted) {
  std::vector<double> apart;
  for (size_t i = 0; i < y_.size(); ++i) apart.push_back(std::fabs(y_[i] - fitted[i]));
  const auto [low, high] = std::minmax_element(y_.begin(), y_.end());
  const double median = median_of(apart);
  if (!(median > std::min(1e-7, 1e-10 * (*high - *low)))) return false;
  for (size_t i = 0; i < apart.size(); ++i) {
    const double share = std::min(apart[i] / (6 * median), 1.0);
    robust_[i] = (1 - share * share) * (1 - share * share);
  }
  return true;
}

double LocalFit::at(double x) const {
  return fit_at(x, std::numeric_limits<double>::quiet_NaN());
}

}  // namespace lantern
