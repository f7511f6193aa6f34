#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/table.h"

namespace lantern::cross_validate_model {

/// Whether a metric compares numbers, and not classes.
bool is_of_numbers(std::string_view metric);

/// What a model has said of rows, which are those of `truth` too.
struct Said {
  const Column& predicted;
  const Column& truth;
  const Column* likelihood = nullptr;  ///< of each row's true class
};

using RowList = std::vector<std::uint32_t>;

/// One of scikit-learn's: mse (mean_squared_error), rmse, mae, r2 (r2_score), accuracy, log_loss
/// (of probabilities clipped to the rounding of doubles). Not a number where there are no rows, and
/// of r2 where there is but one.
double score_of(std::string_view metric, const Said& said, const RowList& rows);

/// Of numbers, by n as numpy.std; what is missing is passed on.
double mean_over(std::span<const double> values);
double deviation_over(std::span<const double> values);

}  // namespace lantern::cross_validate_model
