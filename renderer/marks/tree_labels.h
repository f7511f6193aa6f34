#pragma once

#include <functional>
#include <vector>

#include "renderer/marks/tree_room.h"
#include "renderer/paragraph/rich_text.h"

// Labels of a tree's nodes in the room that there is.

namespace lantern {

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

/// Sets the label of a row in a font, within a width; null where it has none.
using SetLabel =
    std::function<ParagraphPtr(const TreeShape& tree, size_t row, const Font& font, Wrap wrap)>;

/// Labels, and the places with which none lies on another, on a node or a link. As they are where
/// they have room; else the tree takes all of the view, and they are broken into lines, set
/// smaller, shortened at last.
struct TreeLabels {
  TreeSpacing spacing;
  Font font;
  std::vector<ParagraphPtr> texts;
  size_t cut = 0;       ///< shortened or left out
  bool beside = false;  ///< see `TreeShape`
};
TreeLabels fit_tree_labels(TreeShape tree, const Font& font, const SetLabel& set,
                           const Typesetter& typesetter);

}  // namespace lantern
