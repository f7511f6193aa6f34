#include "core/expr/windows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/work.h"

namespace lantern {
namespace {

using Arguments = std::span<const Operand>;

constexpr double kMissingRow = std::numeric_limits<double>::quiet_NaN();

Operand numbers_operand(std::vector<double> values) {
  return Operand::of(Column::numbers(std::move(values)));
}

Column shifted_texts(const Column& in, std::int64_t by) {
  const auto codes = in.codes();
  const auto rows = static_cast<std::int64_t>(codes.size());
  std::vector<std::int32_t> out(codes.size(), -1);
  for (std::int64_t i = std::max<std::int64_t>(0, by); i < std::min(rows, rows + by); ++i) {
    out[size_t(i)] = codes[size_t(i - by)];
  }
  return Column::coded(std::move(out),
                       std::make_shared<const std::vector<std::string>>(in.dictionary()));
}

Column shifted_numbers(const Column& in, std::int64_t by) {
  const auto values = in.numbers();
  const auto rows = static_cast<std::int64_t>(values.size());
  std::vector<double> out(values.size(), kMissingRow);
  for (std::int64_t i = std::max<std::int64_t>(0, by); i < std::min(rows, rows + by); ++i) {
    out[size_t(i)] = values[size_t(i - by)];
  }
  return in.type() == ColumnType::boolean ? Column::booleans(std::move(out))
                                          : Column::numbers(std::move(out));
}

/// How many rows a number means, at most all of them; a missing one is all.
std::int64_t rows_in(double count, size_t rows) {
  const double most = static_cast<double>(rows);
  return static_cast<std::int64_t>(std::isnan(count) ? most : std::clamp(count, -most, most));
}

Operand shifted(Arguments a, int direction) {
  const Column& in = a[0].column;
  const std::int64_t by = direction * (a.size() > 1 ? rows_in(a[1].number, in.size()) : 1);
  return Operand::of(in.type() == ColumnType::text ? shifted_texts(in, by)
                                                   : shifted_numbers(in, by));
}

template <class F>
Operand running(Arguments a, double start, F f) {
  double so_far = start;
  std::vector<double> out;
  for (const double x : a[0].column.numbers()) {
    if (!std::isnan(x)) so_far = f(so_far, x);
    out.push_back(std::isnan(x) ? kMissingRow : so_far);
  }
  return numbers_operand(std::move(out));
}

/// The sum of each row and those before it. Summed anew in each place: no error runs along.
std::vector<double> sums_of_windows(Arguments a, double size) {
  const auto in = a[0].column.numbers();
  std::vector<double> out(in.size(), kMissingRow);
  if (!(size >= 1) || size > static_cast<double>(in.size())) return out;
  const auto width = static_cast<size_t>(size);
  spend(in.size() * width);
  for (size_t end = width; end <= in.size(); ++end) {
    out[end - 1] = std::accumulate(in.begin() + static_cast<std::ptrdiff_t>(end - width),
                                   in.begin() + static_cast<std::ptrdiff_t>(end), 0.0);
  }
  return out;
}

}  // namespace

Operand lag_rows(Arguments a) {
  return shifted(a, 1);
}

Operand lead_rows(Arguments a) {
  return shifted(a, -1);
}

Operand cumulative_sum(Arguments a) {
  return running(a, 0, [](double sum, double x) { return sum + x; });
}

Operand cumulative_product(Arguments a) {
  return running(a, 1, [](double product, double x) { return product * x; });
}

Operand cumulative_min(Arguments a) {
  return running(a, std::numeric_limits<double>::infinity(),
                 [](double least, double x) { return std::min(least, x); });
}

Operand cumulative_max(Arguments a) {
  return running(a, -std::numeric_limits<double>::infinity(),
                 [](double most, double x) { return std::max(most, x); });
}

Operand rank_rows(Arguments a) {
  const auto in = a[0].column.numbers();
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < in.size(); ++i) {
    if (!std::isnan(in[i])) order.push_back(i);
  }
  spend(order.size() * 20);
  std::sort(order.begin(), order.end(), [&](auto i, auto j) { return in[i] < in[j]; });
  std::vector<double> out(in.size(), kMissingRow);
  for (size_t first = 0, end = 0; first < order.size(); first = end) {
    while (end < order.size() && in[order[end]] == in[order[first]]) ++end;
    const double place = static_cast<double>(first + 1 + end) / 2;
    for (size_t i = first; i < end; ++i) out[order[i]] = place;
  }
  return numbers_operand(std::move(out));
}

Operand rolling_sum(Arguments a) {
  return numbers_operand(sums_of_windows(a, std::floor(a[1].number)));
}

Operand rolling_mean(Arguments a) {
  const double size = std::floor(a[1].number);
  std::vector<double> out = sums_of_windows(a, size);
  for (double& x : out) x /= size;
  return numbers_operand(std::move(out));
}

}  // namespace lantern
