#include "renderer/marks/tree_places.h"

#include <algorithm>

namespace lantern {
namespace {

constexpr double kMostAcross = 200;   // between neighbours, canvas units
constexpr double kMostDown = 150;     // between levels
constexpr double kMostUpright = 110;  // between neighbours of a tree that grows to the right
constexpr double kMostAhead = 300;    // between its levels

}  // namespace

TreeSpacing close_spacing(const TreeShape& tree) {
  const double most_across = tree.down ? kMostAcross : kMostUpright;
  const double most_deep = tree.down ? kMostDown : kMostAhead;
  const double size = *std::max_element(tree.sizes.begin(), tree.sizes.end());
  const double rim = std::max(tree.down ? kTreeRim : 2 * kTreeRim, size / 2 + 2);
  return {std::min(most_across, tree.wide() / (tree.across() + 1)),
          std::min(most_deep, (tree.deep() - 2 * rim) / std::max(1, tree.levels())), rim};
}

std::vector<Point> tree_places(const TreeShape& tree, const TreeSpacing& spacing) {
  const Point middle = tree.area.center();
  double across = 0;  // of what is there, which stands in the middle
  for (const TidyNode& node : tree.nodes) across = std::max(across, node.across);
  std::vector<Point> out;
  for (const TidyNode& node : tree.nodes) {
    const double aside = (node.across - across / 2) * spacing.step;
    const double ahead = spacing.before + node.depth * spacing.level;
    out.push_back(tree.down ? Point{middle.x + aside, tree.area.y0 + ahead}
                            : Point{tree.area.x0 + ahead, middle.y + aside});
  }
  return out;
}

namespace {

/// Whether a node stands on the left of the one above it.
bool is_left(const TreeShape& tree, size_t row) {
  const int parent = tree.parents[row];
  return parent >= 0 && tree.nodes[row].across < tree.nodes[size_t(parent)].across;
}

}  // namespace

LabelStand label_stand(const TreeShape& tree, size_t row, Point node) {
  const double reach = tree.sizes[row] / 2 + kTreeReach;
  if (tree.inner[row] && tree.down && tree.beside) {
    return is_left(tree, row) ? LabelStand{node - Point{reach + 3, 0}, {1, 0.5}}
                              : LabelStand{node + Point{reach + 3, 0}, {0, 0.5}};
  }
  if (tree.inner[row] && tree.down) return {node + Point{0, -reach}, {0.5, 1}};
  if (tree.down) return {node + Point{0, reach}, {0.5, 0}};
  if (!tree.inner[row]) return {node + Point{reach + 2, 0}, {0, 0.5}};
  const int parent = tree.parents[row];
  const bool below = parent >= 0 && tree.nodes[row].across > tree.nodes[size_t(parent)].across;
  const double end = tree.straight ? 0 : tree.sizes[row] / 2;  // straight links leave at once
  return below ? LabelStand{node + Point{end, reach}, {1, 0}}
               : LabelStand{node + Point{end, -reach}, {1, 1}};
}

TextAlign label_align(const TreeShape& tree, size_t row) {
  if (tree.down && tree.beside && tree.inner[row]) {
    return is_left(tree, row) ? TextAlign::end : TextAlign::start;
  }
  if (tree.down) return TextAlign::middle;
  return tree.inner[row] ? TextAlign::end : TextAlign::start;
}

}  // namespace lantern
