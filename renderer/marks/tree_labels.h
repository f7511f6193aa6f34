#pragma once

#include <functional>
#include <vector>

#include "renderer/marks/tidy_tree.h"
#include "renderer/paragraph/rich_text.h"

// Labels of a tree's nodes in the room that there is.

namespace lantern {

/// A tree that is to find its places: which way it grows, how large its nodes are, and which of
/// them have others below.
struct TreeShape {
  std::vector<TidyNode> nodes;
  std::vector<bool> inner;
  std::vector<double> sizes;
  bool down = true;
  Box area, cell;

  double across() const;
  int levels() const;
};

/// From tidy places to the canvas.
struct TreeSpacing {
  double step = 0;    ///< between neighbours
  double level = 0;   ///< between levels
  double before = 0;  ///< from the area's start to the root
};

/// No farther apart than looks well.
TreeSpacing close_spacing(const TreeShape& tree);

std::vector<Point> tree_places(const TreeShape& tree, const TreeSpacing& spacing);

/// Where a node's label stands: a question above its node, a leaf's label below or behind it.
struct LabelStand {
  Point at;
  Point anchor;
};
LabelStand label_stand(const TreeShape& tree, size_t row, Point node);

/// Sets the label of a row in a font, within a width; null where it has none.
using SetLabel = std::function<ParagraphPtr(size_t row, const Font& font, Wrap wrap)>;

/// Labels, and the places with which none lies on another or on a node. As they are where they have
/// room; else the tree takes all of the view, and they are broken into lines, set smaller,
/// shortened at last.
struct TreeLabels {
  TreeSpacing spacing;
  Font font;
  std::vector<ParagraphPtr> texts;
  size_t cut = 0;  ///< shortened or left out
};
TreeLabels fit_tree_labels(const TreeShape& tree, const Font& font, const SetLabel& set,
                           const Typesetter& typesetter);

}  // namespace lantern
