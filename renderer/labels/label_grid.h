#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "renderer/paths/geometry.h"

namespace lantern {

/// Which of some things are near a place: a coarse grid, of which each cell knows the numbers of
/// those that reach into it, as bits.
class LabelGrid {
 public:
  LabelGrid() = default;
  LabelGrid(const Box& bounds, size_t things);

  void add(size_t thing, const Box& reach);
  /// As it was added.
  void remove(size_t thing, const Box& reach);

  /// Calls `f` with the numbers of those that may meet `reach`, in their order.
  template <typename F>
  void visit_near(const Box& reach, F f) const {
    const Bits& near = bits_near(reach);
    for (size_t word = 0; word < near.size(); ++word) {
      for (std::uint64_t rest = near[word]; rest != 0; rest &= rest - 1) {
        f(word * 64 + size_t(std::countr_zero(rest)));
      }
    }
  }

 private:
  using Bits = std::vector<std::uint64_t>;
  struct Range {
    size_t x0, y0, x1, y1;
  };

  Range cells_of(const Box& reach) const;
  const Bits& bits_near(const Box& reach) const;

  Box bounds_;
  size_t columns_ = 0, rows_ = 0, words_ = 0;
  Bits cells_;
  mutable Bits near_;  ///< kept, so that asking takes no memory
};

}  // namespace lantern
