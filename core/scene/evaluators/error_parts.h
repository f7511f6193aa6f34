#pragma once

#include <vector>

#include "core/data/table.h"

namespace lantern::bias_variance_model {

using Numbers = std::vector<double>;

double mean_of(const Numbers& values);

/// At each place: what is true, what the fits say on average, and how the error comes about.
struct ErrorParts {
  Numbers truth, mean, bias2, variance, noise, error;
};
/// `noise` is its variance. The variance of the fits is divided by their number.
ErrorParts parts_of(Numbers truth, const std::vector<Numbers>& fits, double noise);

/// The places, and the parts there, which are used up.
TablePtr table_of(const Table& grid, ErrorParts& parts);
/// Fit after fit: the places, and what it says there.
TablePtr table_of_fits(const Table& grid, const std::vector<Numbers>& fits);
/// Draw after draw: its features, and the targets that were drawn.
TablePtr table_of_draws(const std::vector<Table>& draws, const std::vector<Numbers>& targets);

}  // namespace lantern::bias_variance_model
