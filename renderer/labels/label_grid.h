#pragma once

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

  /// Calls `f` with the numbers of those that may meet `reach`, in their order.
  template <typename F>
  void visit_near(const Box& reach, F f) const {
    for (const size_t thing : near(reach)) f(thing);
  }

 private:
  struct Range {
    size_t x0, y0, x1, y1;
  };

  Range cells_of(const Box& reach) const;
  const std::vector<size_t>& near(const Box& reach) const;

  Box bounds_;
  size_t columns_ = 0, rows_ = 0;
  std::vector<std::vector<size_t>> cells_;
  mutable std::vector<size_t> near_;  ///< kept, so that asking takes no memory
};

}  // namespace lantern
