#pragma once

#include <cstddef>
#include <vector>

#include "renderer/paths/geometry.h"

// Where a function on a grid has a value: marching squares (Lorensen and Cline, "Marching cubes",
// 1987, in the plane). Where a cell's corners are high and low crosswise, the mean of the four says
// whether the high ones hang together (Nielson and Hamann, "The asymptotic decider", 1991, take the
// saddle's value; the mean is that of most plotting libraries).

namespace lantern {

/// Values at the crossings of a grid, row by row. What is no number is missing: nothing is drawn in
/// the cells around it.
struct NumberGrid {
  size_t columns = 0, rows = 0;
  std::vector<double> values;

  double at(size_t column, size_t row) const { return values[row * columns + column]; }
};

/// A line in steps of the grid: (1.5, 2) is half-way between the second and the third column, on
/// the third row.
struct GridLine {
  std::vector<Point> points;
  bool closed = false;
};

/// The lines along which the grid has that value, higher values on their left (rows run upwards).
std::vector<GridLine> level_lines(const NumberGrid& grid, double level);

/// The outlines of all that is at least that high, edges of the grid included; holes run the other
/// way round.
std::vector<GridLine> level_regions(const NumberGrid& grid, double level);

}  // namespace lantern
