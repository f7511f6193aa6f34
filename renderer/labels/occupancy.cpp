#include "renderer/labels/occupancy.h"

#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"
#include "renderer/paths/polyline.h"

namespace lantern {
namespace {

constexpr double kCell = 3;  // canvas units: finer than the smallest letters
constexpr double kUnits =
    64;  // of a weight of 1: whole numbers add up without errors, in few bytes

size_t count_of(double length) {
  return static_cast<size_t>(std::ceil(std::max(0.0, length) / kCell));
}

/// The border between cells that is nearest to a place.
size_t border(double at, size_t count) {
  return static_cast<size_t>(std::clamp(std::round(at / kCell), 0.0, static_cast<double>(count)));
}

/// The part of a straight piece that is in a box, as fractions of the way; from > to: none.
struct Part {
  double from = 0, to = 1;

  /// Keeps what is between `low` and `high` of a coordinate that runs from `a` to `b`.
  void keep(double a, double b, double low, double high) {
    const double way = b - a;
    if (way == 0) {
      if (a < low || a > high) to = -1;
      return;
    }
    const double in = ((way > 0 ? low : high) - a) / way, out = ((way > 0 ? high : low) - a) / way;
    from = std::max(from, in);
    to = std::min(to, out);
  }
};

Part part_inside(Point a, Point b, const Box& box) {
  Part part;
  part.keep(a.x, b.x, box.x0, box.x1);
  part.keep(a.y, b.y, box.y0, box.y1);
  return part;
}

}  // namespace

Occupancy::Occupancy(const Box& bounds)
    : bounds_(bounds), columns_(count_of(bounds.width())), rows_(count_of(bounds.height())) {
  cells_.assign(columns_ * rows_, 0);
}

size_t Occupancy::column_of(double x) const {
  return border(x - bounds_.x0, columns_);
}
size_t Occupancy::row_of(double y) const {
  return border(y - bounds_.y0, rows_);
}

void Occupancy::add(const Box& box, double weight) {
  if (cells_.empty() || box.empty() || !box.overlaps(bounds_)) return;
  // What is smaller than a cell still takes one.
  const size_t x0 = std::min(column_of(box.x0), columns_ - 1);
  const size_t y0 = std::min(row_of(box.y0), rows_ - 1);
  const size_t x1 = std::max(column_of(box.x1), x0 + 1), y1 = std::max(row_of(box.y1), y0 + 1);
  const auto units = static_cast<std::uint8_t>(std::clamp(std::round(weight * kUnits), 0.0, 255.0));
  for (size_t y = y0; y < y1; ++y) {
    for (size_t x = x0; x < x1; ++x) {
      std::uint8_t& cell = cells_[y * columns_ + x];
      cell = std::max(cell, units);
    }
  }
}

void Occupancy::add_segment(Point from, Point to, double width, double weight) {
  const double length = portable::hypot(to.x - from.x, to.y - from.y);
  if (!std::isfinite(length) || cells_.empty()) return;
  // Far ends and wide pens cost no more than the room has cells: only the steps inside are taken,
  // and a pen so wide that it fills the room need not be wider.
  constexpr double kMostSteps = 1e15;  // all whole numbers up to there are exact
  const double most_width = 4 * (bounds_.width() + bounds_.height());
  const double pen = std::min(width, most_width);
  const Part part = part_inside(from, to, bounds_.inset(-pen / 2));
  if (!(part.from <= part.to)) return;
  const double steps = std::clamp(std::floor(length / kCell), 1.0, kMostSteps);
  const double last = std::min(steps, std::ceil(part.to * steps) + 1);
  for (double i = std::max(0.0, std::floor(part.from * steps) - 1); i <= last; ++i) {
    add(Box::around(mix(from, to, i / steps), pen, pen), weight);
  }
}

void Occupancy::add_path(const Path& path, double width, double weight) {
  for (const Polyline& run : polylines_of(path)) {
    for (size_t i = 1; i < run.size(); ++i) add_segment(run[i - 1], run[i], width, weight);
  }
}

void Occupancy::settle() {
  sums_.assign((columns_ + 1) * (rows_ + 1), 0);
  for (size_t y = 0; y < rows_; ++y) {
    std::uint32_t row = 0;
    for (size_t x = 0; x < columns_; ++x) {
      row += cells_[y * columns_ + x];
      sums_[(y + 1) * (columns_ + 1) + x + 1] = sums_[y * (columns_ + 1) + x + 1] + row;
    }
  }
  cells_ = {};  // many moments of a film are kept at once
}

double Occupancy::cover(const Box& box) const {
  if (sums_.empty() || box.empty()) return 0;
  const size_t x0 = column_of(box.x0), x1 = column_of(box.x1);
  const size_t y0 = row_of(box.y0), y1 = row_of(box.y1);
  if (x1 <= x0 || y1 <= y0) return 0;
  const size_t stride = columns_ + 1;
  const std::uint32_t sum = sums_[y1 * stride + x1] - sums_[y0 * stride + x1] -
                            sums_[y1 * stride + x0] + sums_[y0 * stride + x0];
  return sum / kUnits / (box.width() * box.height() / (kCell * kCell));
}

}  // namespace lantern
