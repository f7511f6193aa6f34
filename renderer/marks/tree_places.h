#pragma once

#include <vector>

#include "renderer/marks/tree_room.h"
#include "renderer/text/alignment.h"

// Where nodes of a tree stand, and their labels.

namespace lantern {

constexpr double kTreeRim = 18;   // room for labels above and below, canvas units
constexpr double kTreeReach = 3;  // from a node to its label

/// From tidy places to the canvas.
struct TreeSpacing {
  double step = 0;    ///< between neighbours
  double level = 0;   ///< between levels
  double before = 0;  ///< from the area's start to the root
};

/// No farther apart than looks well.
TreeSpacing close_spacing(const TreeShape& tree);

std::vector<Point> tree_places(const TreeShape& tree, const TreeSpacing& spacing);

/// Where a node's label stands: a question beside its node, on the side that no link comes from, or
/// above it; a leaf's label below or behind it. In a tree that grows to the right a question ends
/// at its node, on the side that no link comes from.
LabelStand label_stand(const TreeShape& tree, size_t row, Point node);
TextAlign label_align(const TreeShape& tree, size_t row);

}  // namespace lantern
