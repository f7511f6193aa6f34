#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace lantern {

/// What a table's column can be asked for: "parts.error.max".
enum class Aggregate { count, first, last, max, mean, median, min, std, sum };

/// What an aggregate is, in one line.
std::string_view doc_of(Aggregate aggregate);

/// Sorted names of the aggregates.
const std::vector<std::pair<std::string_view, Aggregate>>& aggregates();

/// Of numbers, those that are missing left out where that makes a difference; NaN of none.
double aggregate_numbers(Aggregate what, std::span<const double> values);

}  // namespace lantern
