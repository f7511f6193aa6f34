#include "renderer/marks/bands.h"

#include <algorithm>
#include <cmath>

namespace lantern {
namespace {

double least_step(std::vector<double> values, double least) {
  std::sort(values.begin(), values.end());
  double out = INFINITY;
  for (size_t i = 1; i < values.size(); ++i) {
    const double step = values[i] - values[i - 1];
    if (step > least) out = std::min(out, step);
  }
  return std::isfinite(out) ? out : 0;
}

bool is_numeric(const NumberChannel& channel) {
  return channel.per_row() && channel.column.type() == ColumnType::number;
}

}  // namespace

bool is_category(const NumberChannel& channel) {
  return channel.per_row() && channel.column.type() == ColumnType::text;
}

namespace {

double least_between(std::vector<double> values) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  const double reach = values.empty() ? 0
                                      : *std::max_element(values.begin(), values.end()) -
                                            *std::min_element(values.begin(), values.end());
  return least_step(std::move(values), reach * 1e-9);
}

}  // namespace

double least_gap(const NumberChannel& channel, size_t count) {
  return is_numeric(channel) ? least_between(rows_of(channel, count)) : 0;
}

namespace {

/// Its numbers; of texts those that the axis reads.
std::vector<double> numbers_of(const NumberChannel& channel, size_t count, const Extent& extent) {
  if (is_numeric(channel)) return rows_of(channel, count);
  std::vector<double> out;
  for (size_t row = 0; extent.read && row < count; ++row) {
    if (const auto number = extent.read(channel.column.text(row))) out.push_back(*number);
  }
  return out;
}

}  // namespace

void extend_by_half_gap(const NumberChannel& channel, size_t count, Extent& extent) {
  const std::vector<double> values = numbers_of(channel, count, extent);
  const double half = least_between(values) / 2;
  if (half == 0 || channel.unit != Unit::data) return;
  extent.tight = true;
  for (const double value : values) {
    extent.add(value - half);
    extent.add(value + half);
  }
}

double band_along(const Scale& scale, const NumberChannel& channel, size_t count, double length) {
  if (scale.type->named) {
    return std::fabs(scale.range1 - scale.range0) /
           double(std::max<size_t>(1, scale.domain.categories.size()));
  }
  if (!channel.per_row()) return length;
  std::vector<double> places;
  for (size_t row = 0; row < count; ++row) {
    const double place = is_category(channel) ? scale.at(channel.column.text(row))
                                              : scale.at(channel.column.numbers()[row]);
    if (std::isfinite(place)) places.push_back(place);
  }
  const double step = least_step(std::move(places), 1e-3);
  return step > 0 ? step : length;
}

}  // namespace lantern
