#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/linalg/matrix.h"

namespace lantern {

/// A linear model: the intercept plus a weighted sum of columns.
struct LinearFit {
  std::vector<double> coefficients;  ///< one a column
  double intercept = 0;
  size_t rank = 0;  ///< of the columns, less their means where there is an intercept

  /// For each row.
  std::vector<double> predict(const Matrix& columns) const;
};

struct LinearOptions {
  bool intercept = true;
  double alpha = 0;  ///< of the penalty
  size_t free = 0;   ///< so many first columns are not penalised, nor counted in a length
};

/// Of Σ (y − prediction)² + alpha |coefficients|² the minimum, the intercept not penalised, as
/// sklearn.linear_model.LinearRegression and Ridge have it; where it is not unique, the shortest
/// coefficients. Without rows, all 0.
LinearFit fit_linear(const Matrix& columns, std::span<const double> y,
                     const LinearOptions& options = {});

/// A state of gradient descent. The intercept, where there is one, stands last.
struct LinearState {
  std::vector<double> parameters;
  double loss = 0;                ///< the mean squared error of all rows
  std::vector<double> gradient;  ///< of that and the penalty's share, by the parameters
};

struct DescentOptions : LinearOptions {
  double learning_rate = 0.1;
  int steps = 100;
  std::vector<double> start;  ///< empty: all 0
  size_t batch = 0;           ///< rows of a step; 0: all of them
  bool in_turn = false;       ///< each parameter sees those before it as they have just become
  std::uint64_t seed = 0;     ///< of the order of rows, where there are batches
};

/// Steps down the gradient of (Σ (y − prediction)² + alpha |coefficients|²) / rows, from the start
/// on. Batches are drawn without replacement until all rows have been seen, then anew; of a batch
/// its own mean is gone down. Nothing where it grows beyond all numbers.
std::optional<std::vector<LinearState>> descend_linear(const Matrix& columns,
                                                       std::span<const double> y,
                                                       const DescentOptions& options);

}  // namespace lantern
