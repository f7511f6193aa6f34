#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/random.h"
#include "core/base/sums.h"
#include "core/base/work.h"
#include "core/models/linear_fit.h"

namespace lantern {
namespace {

/// The order in which rows are seen, some at each step.
class Batches {
 public:
  Batches(size_t rows, const DescentOptions& options)
      : order_(rows),
        size_(options.batch == 0 ? rows : std::min(options.batch, rows)),
        random_(options.seed, "gradient descent batches") {
    std::iota(order_.begin(), order_.end(), 0u);
  }

  /// The last of those of all rows may have less.
  std::span<const std::uint32_t> next() {
    if (size_ == order_.size()) return order_;
    if (at_ == 0) order_ = random_.permutation(order_.size());
    const size_t from = at_, count = std::min(size_, order_.size() - at_);
    at_ = from + count == order_.size() ? 0 : from + count;
    return std::span(order_).subspan(from, count);
  }

 private:
  std::vector<std::uint32_t> order_;
  size_t size_;
  size_t at_ = 0;
  Random random_;
};

class LinearDescent {
 public:
  LinearDescent(const Matrix& columns, std::span<const double> y, const DescentOptions& options)
      : columns_(columns), y_(y), options_(options), theta_(options.start), errors_(y.size()) {
    theta_.resize(columns.columns() + (options.intercept ? 1 : 0), 0);
    all_.resize(y.size());
    std::iota(all_.begin(), all_.end(), 0u);
  }

  std::optional<std::vector<LinearState>> run() {
    std::vector<LinearState> out{state()};
    Batches batches(y_.size(), options_);
    for (int i = 0; i < options_.steps; ++i) {
      step(batches.next());
      out.push_back(state());
      if (!std::isfinite(out.back().loss)) return std::nullopt;
    }
    return out;
  }

 private:
  /// What the model says less what is, of these rows.
  void find_errors(std::span<const std::uint32_t> rows) {
    spend(rows.size() * (theta_.size() + 1) + 50);
    const double intercept = options_.intercept ? theta_.back() : 0;
    each(rows, [&](size_t row) { errors_[row] = intercept - y_[row]; });
    for (size_t j = 0; j < columns_.columns(); ++j) {
      const auto column = columns_.column(j);
      const double weight = theta_[j];
      each(rows, [&](size_t row) { errors_[row] += weight * column[row]; });
    }
  }

  /// All of them stand beside each other.
  template <class Visit>
  void each(std::span<const std::uint32_t> rows, const Visit& visit) const {
    if (rows.size() == y_.size()) {
      for (size_t row = 0; row < rows.size(); ++row) visit(row);
    } else {
      for (const auto row : rows) visit(size_t(row));
    }
  }

  /// Σ of what is asked of these rows.
  template <class Term>
  static double sum_over(std::span<const std::uint32_t> rows, size_t all, const Term& term) {
    if (rows.size() == all) return sum_of(all, term);
    return sum_of(rows.size(), [&](size_t i) { return term(size_t(rows[i])); });
  }

  double slope(size_t parameter, std::span<const std::uint32_t> rows) const {
    double sum = 0;
    if (parameter == columns_.columns()) {
      sum = sum_over(rows, y_.size(), [&](size_t row) { return errors_[row]; });
    } else {
      const auto column = columns_.column(parameter);
      sum = sum_over(rows, y_.size(), [&](size_t row) { return errors_[row] * column[row]; });
    }
    const bool penalised = parameter >= options_.free && parameter < columns_.columns();
    const double penalty = penalised ? options_.alpha * theta_[parameter] / double(y_.size()) : 0;
    return 2 * (sum / double(rows.size()) + penalty);
  }

  std::vector<double> gradient(std::span<const std::uint32_t> rows) const {
    std::vector<double> out(theta_.size());
    for (size_t j = 0; j < out.size(); ++j) out[j] = slope(j, rows);
    return out;
  }

  void step(std::span<const std::uint32_t> rows) {
    if (options_.in_turn) {
      for (size_t j = 0; j < theta_.size(); ++j) {
        find_errors(rows);
        theta_[j] -= options_.learning_rate * slope(j, rows);
      }
      return;
    }
    find_errors(rows);
    const std::vector<double> way = gradient(rows);
    for (size_t j = 0; j < theta_.size(); ++j) theta_[j] -= options_.learning_rate * way[j];
  }

  LinearState state() {
    find_errors(all_);
    const double sum = sum_of(y_.size(), [&](size_t i) { return errors_[i] * errors_[i]; });
    return {theta_, sum / double(y_.size()), gradient(all_)};
  }

  const Matrix& columns_;
  std::span<const double> y_;
  const DescentOptions& options_;
  std::vector<double> theta_;
  std::vector<double> errors_;
  std::vector<std::uint32_t> all_;
};

}  // namespace

std::optional<std::vector<LinearState>> descend_linear(const Matrix& columns,
                                                       std::span<const double> y,
                                                       const DescentOptions& options) {
  return LinearDescent(columns, y, options).run();
}

}  // namespace lantern
