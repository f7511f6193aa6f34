#include "renderer/marks/tree_room.h"

#include <algorithm>

namespace lantern {
namespace {

/// A link in pieces: their boxes are small.
void add_link(const Path& link, std::vector<Box>& boxes) {
  constexpr int kPieces = 32;
  constexpr double kHalfWidth = 1;
  Point last = point_along(link, 0).at;
  for (int i = 1; i <= kPieces; ++i) {
    const Point next = point_along(link, double(i) / kPieces).at;
    Box box;
    box.add(last);
    box.add(next);
    boxes.push_back(box.inset(-kHalfWidth));
    last = next;
  }
}

}  // namespace

double TreeShape::across() const {
  double out = most_across;
  for (const TidyNode& node : nodes) out = std::max(out, node.across);
  return out;
}

int TreeShape::levels() const {
  int out = most_levels;
  for (const TidyNode& node : nodes) out = std::max(out, node.depth);
  return out;
}

Path tree_link(const TreeShape& tree, Point from, Point to) {
  Path path;
  path.move_to(from);
  const Point half = mix(from, to, 0.5);
  if (tree.straight) path.line_to(to);
  else if (tree.down) path.cubic_to({from.x, half.y}, {to.x, half.y}, to);
  else path.cubic_to({half.x, from.y}, {half.x, to.y}, to);
  return path;
}

std::vector<Box> tree_obstacles(const TreeShape& tree, const std::vector<Point>& places) {
  std::vector<Box> out;
  for (size_t row = 0; row < places.size(); ++row) {
    const double size = tree.sizes[row];
    if (size > 0) out.push_back(Box::around(places[row], size, size));
    const int parent = tree.parents[row];
    if ((tree.down && !tree.beside) || parent < 0) continue;
    add_link(tree_link(tree, places[size_t(parent)], places[row]), out);
  }
  return out;
}

double free_width(const TreeShape& tree, const LabelStand& stand, double height,
                  std::span<const Box> obstacles) {
  const bool leftwards = stand.anchor.x > 0.5;
  const double top = stand.at.y - height * stand.anchor.y;
  double edge = leftwards ? tree.cell.x0 : tree.cell.x1;
  for (const Box& box : obstacles) {
    if (box.y1 <= top || box.y0 >= top + height) continue;
    if (leftwards && box.x0 < stand.at.x) edge = std::max(edge, std::min(box.x1, stand.at.x));
    if (!leftwards && box.x1 > stand.at.x) edge = std::min(edge, std::max(box.x0, stand.at.x));
  }
  return leftwards ? stand.at.x - edge : edge - stand.at.x;
}

}  // namespace lantern
