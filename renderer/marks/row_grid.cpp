#include "renderer/marks/row_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/record/fail.h"

namespace lantern {
namespace {

constexpr double kSame = 1e-6;     // canvas units: what differs less is rounding
constexpr double kFarther = 1000;  // times the view: rows so far away are no part of the grid

std::vector<double> distinct(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::vector<double> out;
  for (const double value : values) {
    if (out.empty() || value - out.back() > kSame) out.push_back(value);
  }
  return out;
}

size_t index_of(const std::vector<double>& sorted, double value) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), value - kSame);
  return std::min(size_t(at - sorted.begin()), sorted.size() - 1);
}

double between(const std::vector<double>& places, double step) {
  const size_t i = std::min(size_t(std::max(step, 0.0)), places.size() - 1);
  if (i + 1 >= places.size()) return places[i];
  return places[i] + (places[i + 1] - places[i]) * (step - double(i));
}

/// Every crossing but some should have a row.
void check_grid(const MarkInput& in, size_t columns, size_t rows) {
  constexpr size_t kFew = 4;
  if (columns > 1 && rows > 1 && columns * rows <= kFew * in.count) return;
  fail(in.fields, "x",
       fmt::format("the rows stand on no grid: {} of them have {} different x and {} different y",
                   in.count, columns, rows),
       "a grid is made by sample: {of: =x^2 + y^2, over: {x: -1..1, y: -1..1}, points: 40}");
}

}  // namespace

Point RowGrid::place(Point step) const {
  return {between(xs, step.x), between(ys, step.y)};
}

NumberGrid RowGrid::values(const NumberChannel& value) const {
  NumberGrid out{xs.size(), ys.size(), {}};
  out.values.reserve(row.size());
  for (const int one : row) {
    out.values.push_back(one < 0 ? std::numeric_limits<double>::quiet_NaN() : value[size_t(one)]);
  }
  return out;
}

namespace {

/// What is farther away than this has no place on a grid.
Box near_of(const MarkInput& in) {
  const Box& area = in.plot.area;
  return area.inset(-kFarther * std::max(area.width(), area.height()));
}

}  // namespace

bool has_places(const MarkInput& in, const NumberChannel& x, const NumberChannel& y) {
  const Box near = near_of(in);
  for (size_t row = 0; row < in.count; ++row) {
    if (near.contains(in.plot.at(x, y, row))) return true;
  }
  return false;
}

RowGrid row_grid(const MarkInput& in, const NumberChannel& x, const NumberChannel& y) {
  std::vector<double> xs, heights;
  std::vector<int> rows;
  const Box near = near_of(in);
  for (size_t row = 0; row < in.count; ++row) {
    const Point p = in.plot.at(x, y, row);
    if (!near.contains(p)) continue;
    xs.push_back(p.x);
    heights.push_back(-p.y);  // from the bottom up
    rows.push_back(int(row));
  }
  RowGrid out;
  out.xs = distinct(xs);
  const std::vector<double> levels = distinct(heights);
  check_grid(in, out.xs.size(), levels.size());
  out.row.assign(out.xs.size() * levels.size(), -1);
  for (size_t i = 0; i < rows.size(); ++i) {
    out.row[index_of(levels, heights[i]) * out.xs.size() + index_of(out.xs, xs[i])] = rows[i];
  }
  for (const double level : levels) out.ys.push_back(-level);
  return out;
}

}  // namespace lantern
