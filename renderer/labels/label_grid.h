#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "renderer/paths/geometry.h"

namespace lantern {

/// Which of some things are near a place: a coarse grid, of which each cell knows the numbers of
/// those that reach into it.
class LabelGrid {
 public:
  LabelGrid() = default;
  explicit LabelGrid(const Box& bounds);

  void add(size_t thing, const Box& reach);
  /// As it was added.
  void remove(size_t thing, const Box& reach);

  /// The numbers of those that may meet `reach`, in their order, until it is asked again.
  const std::vector<size_t>& near(const Box& reach) const;

  /// Whether `f` holds for some of them; it may be asked for one several times.
  template <typename F>
  bool any_near(const Box& reach, F f) const {
    const Range in = cells_of(reach);
    for (size_t y = in.y0; y <= in.y1; ++y) {
      for (size_t x = in.x0; x <= in.x1; ++x) {
        const std::vector<size_t>& cell = cells_[y * columns_ + x];
        if (std::any_of(cell.begin(), cell.end(), f)) return true;
      }
    }
    return false;
  }

 private:
  struct Range {
    size_t x0, y0, x1, y1;
  };

  Range cells_of(const Box& reach) const;

  Box bounds_;
  size_t columns_ = 0, rows_ = 0;
  std::vector<std::vector<size_t>> cells_;
  mutable std::vector<size_t> near_;  ///< kept, so that asking takes no memory
};

}  // namespace lantern
