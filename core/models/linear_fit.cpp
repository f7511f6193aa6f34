#include "core/models/linear_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/sums.h"
#include "core/base/work.h"
#include "core/linalg/regression.h"
#include "core/linalg/triangle.h"

namespace lantern {
namespace {

constexpr double kRounding = std::numeric_limits<double>::epsilon();

/// The second pass takes away what rounding has left in the first.
double centre_of(std::span<const double> values) {
  double out = values[0];
  for (int pass = 0; pass < 2; ++pass) {
    out += sum_of(values.size(), [&](size_t i) { return values[i] - out; }) / double(values.size());
  }
  return out;
}

/// A column less its mean.
struct Centred {
  double mean = 0;
  bool constant = false;  ///< but for rounding: then it is 0
  double noise = 0;       ///< the largest part that rounding of the values has in what is left
};

Centred centred(std::span<const double> values) {
  Centred out{centre_of(values)};
  double largest = 0;
  for (const double value : values) largest = std::max(largest, std::fabs(value - out.mean));
  out.constant = !(largest > 4 * kRounding * std::fabs(out.mean));
  if (out.constant) return out;
  const double squares = sum_of(
      values.size(), [&](size_t i) { return (values[i] - out.mean) * (values[i] - out.mean); });
  out.noise = kRounding * std::fabs(out.mean) / std::sqrt(squares / double(values.size()));
  return out;
}

/// Columns, of which one after the other is written into a matrix.
class EquationsWriter {
 public:
  explicit EquationsWriter(bool intercept) : intercept_(intercept) {}

  void add(std::span<const double> values, const Centred& centred) {
    values_.push_back(values);
    centred_.push_back(centred);
  }
  size_t columns() const { return values_.size() + (intercept_ ? 1 : 0); }

  /// The rows from the first on.
  void write(size_t first, Matrix& out) const {
    const size_t ones = intercept_ ? 1 : 0;
    if (intercept_) std::fill(out.column(0).begin(), out.column(0).end(), 1);
    for (size_t j = 0; j < values_.size(); ++j) {
      const auto to = out.column(ones + j);
      const double* from = values_[j].data() + first;
      const double mean = centred_[j].mean;
      if (centred_[j].constant) std::fill(to.begin(), to.end(), 0);
      else
        for (size_t i = 0; i < to.size(); ++i) to[i] = from[i] - mean;
    }
  }

 private:
  bool intercept_;
  std::vector<std::span<const double>> values_;
  std::vector<Centred> centred_;
};

/// All rows, or, where there are many, their triangle, which has the same solution.
Regression regressed(const EquationsWriter& writer, size_t rows, RegressionOptions options) {
  if (rows > 4 * writer.columns()) {
    options.rows = rows;
    return regress(triangle_of(rows, writer.columns(),
                               [&](size_t first, Matrix& block) { writer.write(first, block); }),
                   options);
  }
  Matrix all(rows, writer.columns());
  writer.write(0, all);
  return regress(std::move(all), options);
}

/// The shortest coefficients want each column less its mean, and digits want it, too.
LinearFit fit_centred(const Matrix& columns, std::span<const double> y,
                      const LinearOptions& options) {
  EquationsWriter writer(true);
  std::vector<double> means;
  double noise = 0;
  for (size_t j = 0; j < columns.columns(); ++j) {
    const Centred one = centred(columns.column(j));
    means.push_back(one.mean);
    noise = std::max(noise, one.noise);
    writer.add(columns.column(j), one);
  }
  const Centred target = centred(y);
  writer.add(y, target);
  const Regression found =
      regressed(writer, columns.rows(), {options.free + 1, options.alpha, 8 * noise});
  LinearFit out{{found.x.begin() + 1, found.x.end()}, target.mean + found.x[0], found.rank - 1};
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
  EquationsWriter writer(false);
  for (size_t j = 0; j < columns.columns(); ++j) writer.add(columns.column(j), {});
  writer.add(y, {});
  const Regression found = regressed(writer, columns.rows(), {options.free, options.alpha});
  return {found.x, 0, found.rank};
}

}  // namespace lantern
