#pragma once

#include <functional>
#include <vector>

#include "renderer/marks/tree_places.h"
#include "renderer/paragraph/rich_text.h"

// Labels of a tree's nodes in the room that there is.

namespace lantern {

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
TreeLabels fit_tree_labels(TreeShape tree, const Font& font, double least_size, const SetLabel& set,
                           const Typesetter& typesetter);

}  // namespace lantern
