#pragma once

#include <span>
#include <vector>

#include "renderer/marks/tidy_tree.h"
#include "renderer/paths/path.h"

// A tree, and what is in the way of its labels.

namespace lantern {

/// A tree that is to find its places: which way it grows, how large its nodes are, and which of
/// them have others below.
struct TreeShape {
  std::vector<int> parents;  ///< −1: a root
  std::vector<TidyNode> nodes;
  std::vector<bool> inner;
  std::vector<double> sizes;
  bool down = true;
  bool straight = false;  ///< its links
  bool beside = false;    ///< labels of inner nodes that grow down stand beside them, not above
  /// The most of the film, so that nothing moves while it grows.
  double most_across = 0;
  int most_levels = 0;
  Box area, cell;

  double wide() const { return down ? area.width() : area.height(); }
  double deep() const { return down ? area.height() : area.width(); }
  double across() const;
  int levels() const;
};

/// Where a label stands, and which point of it stands there.
struct LabelStand {
  Point at;
  Point anchor;
};

/// The link from a node to one below it.
Path tree_link(const TreeShape& tree, Point from, Point to);

/// The boxes that labels keep off: nodes and links; but not the links of a tree whose labels stand
/// above its nodes: those end at the labels.
std::vector<Box> tree_obstacles(const TreeShape& tree, const std::vector<Point>& places);

/// How wide a text of that height may be where it stands, until something is in its way.
double free_width(const TreeShape& tree, const LabelStand& stand, double height,
                  std::span<const Box> obstacles);

}  // namespace lantern
