#include "core/scene/run/aggregates.h"

#include <algorithm>
#include <cmath>

namespace lantern {
namespace {

double deviation(const std::vector<double>& values, double mean) {
  double squares = 0;
  for (const double x : values) squares += (x - mean) * (x - mean);
  return std::sqrt(squares / static_cast<double>(values.size()));
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace

double aggregate_numbers(Aggregate what, std::span<const double> values) {
  std::vector<double> present;
  for (const double x : values) {
    if (!std::isnan(x)) present.push_back(x);
  }
  if (what == Aggregate::count) return static_cast<double>(values.size());
  if (what == Aggregate::sum && present.empty()) return 0;
  if (present.empty()) return std::nan("");
  double sum = 0;
  for (const double x : present) sum += x;
  const double mean = sum / static_cast<double>(present.size());
  switch (what) {
    case Aggregate::first:
      return values.front();
    case Aggregate::last:
      return values.back();
    case Aggregate::sum:
      return sum;
    case Aggregate::mean:
      return mean;
    case Aggregate::min:
      return *std::min_element(present.begin(), present.end());
    case Aggregate::max:
      return *std::max_element(present.begin(), present.end());
    case Aggregate::std:
      return deviation(present, mean);
    default:
      return median(std::move(present));
  }
}

std::string_view doc_of(Aggregate aggregate) {
  switch (aggregate) {
    case Aggregate::count:
      return "How many rows there are, missing ones too.";
    case Aggregate::first:
      return "In the first row.";
    case Aggregate::last:
      return "In the last row.";
    case Aggregate::max:
      return "The largest.";
    case Aggregate::mean:
      return "The mean.";
    case Aggregate::median:
      return "The median.";
    case Aggregate::min:
      return "The smallest.";
    case Aggregate::std:
      return "The standard deviation, divided by n (ddof=0), as numpy.std.";
    case Aggregate::sum:
      return "The sum; 0 of nothing.";
  }
  return "";
}

const std::vector<std::pair<std::string_view, Aggregate>>& aggregates() {
  static const std::vector<std::pair<std::string_view, Aggregate>> kAll{
      {"count", Aggregate::count}, {"first", Aggregate::first}, {"last", Aggregate::last},
      {"max", Aggregate::max},     {"mean", Aggregate::mean},   {"median", Aggregate::median},
      {"min", Aggregate::min},     {"std", Aggregate::std},     {"sum", Aggregate::sum}};
  return kAll;
}

}  // namespace lantern
