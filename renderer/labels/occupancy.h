#pragma once

#include <cstdint>
#include <vector>

#include "renderer/paths/geometry.h"
#include "renderer/paths/path.h"

namespace lantern {

/// How much of a part of the canvas is taken by what is drawn there, on a coarse grid: what labels
/// keep clear of. Filled first, then `settle`d, then asked.
class Occupancy {
 public:
  explicit Occupancy(const Box& bounds);

  /// `weight` (0…3.9, in 64ths) 1 is data; heavier things are worse to lie on. Where things meet,
  /// the heaviest counts.
  void add(const Box& box, double weight = 1);
  void add_segment(Point from, Point to, double width, double weight = 1);
  void add_path(const Path& path, double width, double weight = 1);
  void settle();

  /// The mean weight over a box, 0 outside the bounds.
  double cover(const Box& box) const;

 private:
  size_t column_of(double x) const;
  size_t row_of(double y) const;

  Box bounds_;
  size_t columns_ = 0, rows_ = 0;
  std::vector<std::uint8_t> cells_;  ///< until it is settled
  std::vector<std::uint32_t> sums_;  ///< of all cells above and to the left: a summed-area table
};

}  // namespace lantern
