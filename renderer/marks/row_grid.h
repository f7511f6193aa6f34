#pragma once

#include <vector>

#include "renderer/marks/common.h"
#include "renderer/paths/level_sets.h"

namespace lantern {

/// Rows that stand on the crossings of a grid, whose lines need not be equally far apart.
struct RowGrid {
  std::vector<double> xs;  ///< of its columns on the canvas, from left to right
  std::vector<double> ys;  ///< of its rows on the canvas, from the bottom up
  /// Which row of the mark stands at each crossing, row by row; −1: none.
  std::vector<int> row;

  /// From steps of the grid to the canvas.
  Point place(Point step) const;
  NumberGrid values(const NumberChannel& value) const;
};

/// Whether any row has a place that is not beyond all pictures.
bool has_places(const MarkInput& in, const NumberChannel& x, const NumberChannel& y);

/// Fails at the field x where the rows stand on no grid.
RowGrid row_grid(const MarkInput& in, const NumberChannel& x, const NumberChannel& y);

}  // namespace lantern
