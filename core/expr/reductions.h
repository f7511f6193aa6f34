#pragma once

#include <span>
#include <vector>

// Many numbers to one: those of a column, of a group, of the rows of another table. What is missing
// is left out; of nothing, sums and counts are 0, any is false, all is true, and everything else is
// missing.

namespace lantern {

/// `parameter` is the second argument of those that have one: the q of a quantile.
using Reduction = double (*)(std::span<const double> values, double parameter);

/// The same values with many parameters: a result for each.
using ReductionOfEach = std::vector<double> (*)(std::span<const double> values,
                                                std::span<const double> parameters);

double count_of(std::span<const double> truths, double);
double sum_of(std::span<const double> values, double);
double mean_of(std::span<const double> values, double);
double min_of(std::span<const double> values, double);
double max_of(std::span<const double> values, double);
/// Divided by n, as numpy.var and numpy.std.
double var_of(std::span<const double> values, double);
double std_of(std::span<const double> values, double);
double median_of(std::span<const double> values, double);
/// Linear between the values, as numpy.quantile; missing for a q outside of 0 to 1.
double quantile_of(std::span<const double> values, double q);
std::vector<double> quantiles_of(std::span<const double> values, std::span<const double> shares);
/// A missing truth is not true.
double any_of(std::span<const double> truths, double);
double all_of(std::span<const double> truths, double);

}  // namespace lantern
