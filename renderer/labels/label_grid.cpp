#include "renderer/labels/label_grid.h"

#include <algorithm>
#include <cmath>

namespace lantern {
namespace {

constexpr double kSide = 40;       // of a cell, canvas units
constexpr double kMostAlong = 64;  // cells

size_t cells_along(double length) {
  return static_cast<size_t>(std::clamp(std::ceil(length / kSide), 1.0, kMostAlong));
}

/// What is outside is in the cell at that edge.
size_t cell_at(double at, double length, size_t count) {
  const double cell = length > 0 ? std::floor(at / length * double(count)) : 0;
  return static_cast<size_t>(std::clamp(cell, 0.0, double(count - 1)));
}

}  // namespace

LabelGrid::LabelGrid(const Box& bounds)
    : bounds_(bounds),
      columns_(cells_along(bounds.width())),
      rows_(cells_along(bounds.height())),
      cells_(columns_ * rows_) {}

LabelGrid::Range LabelGrid::cells_of(const Box& reach) const {
  const double width = bounds_.width(), height = bounds_.height();
  return {cell_at(reach.x0 - bounds_.x0, width, columns_),
          cell_at(reach.y0 - bounds_.y0, height, rows_),
          cell_at(reach.x1 - bounds_.x0, width, columns_),
          cell_at(reach.y1 - bounds_.y0, height, rows_)};
}

void LabelGrid::add(size_t thing, const Box& reach) {
  const Range in = cells_of(reach);
  for (size_t y = in.y0; y <= in.y1; ++y) {
    for (size_t x = in.x0; x <= in.x1; ++x) cells_[y * columns_ + x].push_back(thing);
  }
}

void LabelGrid::remove(size_t thing, const Box& reach) {
  const Range in = cells_of(reach);
  for (size_t y = in.y0; y <= in.y1; ++y) {
    for (size_t x = in.x0; x <= in.x1; ++x) std::erase(cells_[y * columns_ + x], thing);
  }
}

const std::vector<size_t>& LabelGrid::near(const Box& reach) const {
  const Range in = cells_of(reach);
  near_.clear();
  for (size_t y = in.y0; y <= in.y1; ++y) {
    for (size_t x = in.x0; x <= in.x1; ++x) {
      const std::vector<size_t>& cell = cells_[y * columns_ + x];
      near_.insert(near_.end(), cell.begin(), cell.end());
    }
  }
  std::sort(near_.begin(), near_.end());
  near_.erase(std::unique(near_.begin(), near_.end()), near_.end());
  return near_;
}

}  // namespace lantern
