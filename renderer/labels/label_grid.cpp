#include "renderer/labels/label_grid.h"

#include <algorithm>
#include <cmath>

namespace lantern {
namespace {

constexpr double kSide = 40;       // of a cell, canvas units
constexpr double kMostAlong = 64;  // cells
constexpr size_t kBitsOfAWord = 64;

size_t cells_along(double length) {
  return static_cast<size_t>(std::clamp(std::ceil(length / kSide), 1.0, kMostAlong));
}

/// What is outside is in the cell at that edge.
size_t cell_at(double at, double length, size_t count) {
  const double cell = length > 0 ? std::floor(at / length * double(count)) : 0;
  return static_cast<size_t>(std::clamp(cell, 0.0, double(count - 1)));
}

}  // namespace

LabelGrid::LabelGrid(const Box& bounds, size_t things)
    : bounds_(bounds),
      columns_(cells_along(bounds.width())),
      rows_(cells_along(bounds.height())),
      words_((things + kBitsOfAWord - 1) / kBitsOfAWord),
      cells_(columns_ * rows_ * words_, 0) {}

LabelGrid::Range LabelGrid::cells_of(const Box& reach) const {
  const double width = bounds_.width(), height = bounds_.height();
  return {cell_at(reach.x0 - bounds_.x0, width, columns_),
          cell_at(reach.y0 - bounds_.y0, height, rows_),
          cell_at(reach.x1 - bounds_.x0, width, columns_),
          cell_at(reach.y1 - bounds_.y0, height, rows_)};
}

void LabelGrid::add(size_t thing, const Box& reach) {
  const Range in = cells_of(reach);
  const std::uint64_t bit = std::uint64_t{1} << (thing % kBitsOfAWord);
  for (size_t y = in.y0; y <= in.y1; ++y) {
    for (size_t x = in.x0; x <= in.x1; ++x) {
      cells_[(y * columns_ + x) * words_ + thing / kBitsOfAWord] |= bit;
    }
  }
}

void LabelGrid::remove(size_t thing, const Box& reach) {
  const Range in = cells_of(reach);
  const std::uint64_t bit = std::uint64_t{1} << (thing % kBitsOfAWord);
  for (size_t y = in.y0; y <= in.y1; ++y) {
    for (size_t x = in.x0; x <= in.x1; ++x) {
      cells_[(y * columns_ + x) * words_ + thing / kBitsOfAWord] &= ~bit;
    }
  }
}

const LabelGrid::Bits& LabelGrid::bits_near(const Box& reach) const {
  const Range in = cells_of(reach);
  near_.assign(words_, 0);
  for (size_t y = in.y0; y <= in.y1; ++y) {
    for (size_t cell = y * columns_ + in.x0; cell <= y * columns_ + in.x1; ++cell) {
      for (size_t word = 0; word < words_; ++word) near_[word] |= cells_[cell * words_ + word];
    }
  }
  return near_;
}

}  // namespace lantern
