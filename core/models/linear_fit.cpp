#include "core/models/linear_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/work.h"
#include "core/linalg/regression.h"

namespace lantern {
namespace {

constexpr double kRounding = std::numeric_limits<double>::epsilon();

/// The second pass takes away what rounding has left in the first.
double centre_of(std::span<const double> values) {
  double out = values[0];
  for (int pass = 0; pass < 2; ++pass) {
    double sum = 0;
    for (const double value : values) sum += value - out;
    out += sum / double(values.size());
  }
  return out;
}

/// Takes the mean away. What is constant but for rounding becomes 0. Gives the largest part that
/// rounding of the values has in what is left.
double centre(std::span<double> values, double mean) {
  double largest = 0, sum = 0;
  for (double& value : values) {
    value -= mean;
    largest = std::max(largest, std::fabs(value));
    sum += value * value;
  }
  if (largest > 4 * kRounding * std::fabs(mean)) {
    return kRounding * std::fabs(mean) / std::sqrt(sum / double(values.size()));
  }
  std::fill(values.begin(), values.end(), 0);
  return 0;
}

/// [1 columns y], but for the ones where there is no intercept.
Matrix equations_of(const Matrix& columns, std::span<const double> y, bool intercept) {
  const size_t first = intercept ? 1 : 0;
  Matrix out(columns.rows(), first + columns.columns() + 1);
  if (intercept) std::fill(out.column(0).begin(), out.column(0).end(), 1);
  std::copy(columns.values().begin(), columns.values().end(), out.column(first).begin());
  std::copy(y.begin(), y.end(), out.column(out.columns() - 1).begin());
  return out;
}

/// The shortest coefficients want each column less its mean, and digits want it, too.
LinearFit fit_centred(const Matrix& columns, std::span<const double> y,
                      const LinearOptions& options) {
  Matrix equations = equations_of(columns, y, true);
  std::vector<double> means;
  double noise = 0;
  for (size_t j = 1; j < equations.columns(); ++j) {
    means.push_back(centre_of(equations.column(j)));
    const double own = centre(equations.column(j), means.back());
    if (j + 1 < equations.columns()) noise = std::max(noise, own);
  }
  const Regression found =
      regress(std::move(equations), {options.free + 1, options.alpha, 8 * noise});
  LinearFit out{{found.x.begin() + 1, found.x.end()}, means.back() + found.x[0], found.rank - 1};
  for (size_t j = 0; j < out.coefficients.size(); ++j) {
    out.intercept -= out.coefficients[j] * means[j];
  }
  return out;
}

std::uint64_t work_of_fit(const Matrix& columns) {
  const double rows = double(columns.rows()), width = double(columns.columns()) + 2;
  const double least = std::min(rows, width);
  return static_cast<std::uint64_t>(std::min(1e18, rows * width * (least + 4)));
}

}  // namespace

std::vector<double> LinearFit::predict(const Matrix& columns) const {
  spend(columns.rows() * (coefficients.size() + 1));
  std::vector<double> out(columns.rows(), intercept);
  for (size_t j = 0; j < coefficients.size(); ++j) {
    const auto column = columns.column(j);
    for (size_t i = 0; i < out.size(); ++i) out[i] += coefficients[j] * column[i];
  }
  return out;
}

LinearFit fit_linear(const Matrix& columns, std::span<const double> y,
                     const LinearOptions& options) {
  spend(work_of_fit(columns));
  if (columns.rows() == 0) return {std::vector<double>(columns.columns(), 0), 0, 0};
  if (options.intercept) return fit_centred(columns, y, options);
  const Regression found = regress(equations_of(columns, y, false), {options.free, options.alpha});
  return {found.x, 0, found.rank};
}

}  // namespace lantern
