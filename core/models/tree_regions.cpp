#include <limits>

#include "core/models/tree_tables.h"

namespace lantern {
namespace {

constexpr double kOpen = std::numeric_limits<double>::infinity();

struct Region {
  double x = -kOpen, x2 = kOpen, y = -kOpen, y2 = kOpen;
};

/// The rectangle of each node; children come after their parents.
std::vector<Region> rectangles_of(const Tree& tree) {
  std::vector<Region> out(tree.size());
  for (size_t i = 0; i < tree.size(); ++i) {
    const TreeNode& node = tree[i];
    if (node.leaf()) continue;
    Region low = out[i], high = out[i];
    (node.feature == 0 ? low.x2 : low.y2) = node.threshold;
    (node.feature == 0 ? high.x : high.y) = node.threshold;
    out[size_t(node.left)] = low;
    out[size_t(node.right)] = high;
  }
  return out;
}

void add(const Region& region, Corners& out) {
  out.x.push_back(region.x);
  out.x2.push_back(region.x2);
  out.y.push_back(region.y);
  out.y2.push_back(region.y2);
}

bool has_plane(size_t features) {
  return features <= 2;
}

/// Adds what any leaf has; returns the leaves, where they have a plane.
std::vector<const TreeNode*> add_leaves(const Tree& tree, size_t features, LeafRegions& out) {
  if (!has_plane(features)) return {};
  const std::vector<Region> rectangles = rectangles_of(tree);
  const std::vector<std::string> keys = node_keys(tree, 0);
  std::vector<const TreeNode*> leaves;
  for (size_t i = 0; i < tree.size(); ++i) {
    const TreeNode& node = tree[i];
    if (!node.leaf()) continue;
    leaves.push_back(&node);
    out.node.push_back(keys[i]);
    out.parent.push_back(node.parent < 0 ? "" : keys[size_t(node.parent)]);
    out.depth.push_back(node.depth);
    out.count.push_back(node.rows);
    out.impurity.push_back(node.impurity);
    add(rectangles[i], out);
  }
  return leaves;
}

}  // namespace

std::vector<ColumnOf<RegionColumns>> region_columns() {
  using R = RegionColumns;
  return {column<&R::node, R>("node", "The key of the leaf."),
          column<&R::parent, R>("parent", "The key of the node above."),
          column<&R::depth, R>("depth", "0 where it is the whole plane."),
          column<&R::count, R>("count", "How many rows it learned from."),
          column<&R::impurity, R>("impurity", "Gini impurity, or entropy in bits."),
          column<&R::majority>("class", "The class with the most rows."),
          column<&R::share>("share", "Their part of the rows."),
          column<&R::x, R>("x", "From here, in the first feature; −∞ where it is open."),
          column<&R::x2, R>("x2", "To here."),
          column<&R::y, R>("y", "From here, in the second feature."),
          column<&R::y2, R>("y2", "To here.")};
}

std::vector<ColumnOf<ValueRegionColumns>> value_region_columns() {
  using R = ValueRegionColumns;
  return {column<&R::node, R>("node", "The key of the leaf."),
          column<&R::parent, R>("parent", "The key of the node above."),
          column<&R::depth, R>("depth", "0 where it is the whole plane."),
          column<&R::count, R>("count", "How many rows it learned from."),
          column<&R::impurity, R>("impurity", "Their mean squared difference from their mean."),
          column<&R::value>("value", "What it predicts."),
          column<&R::x, R>("x", "From here, in the first feature; −∞ where it is open."),
          column<&R::x2, R>("x2", "To here."),
          column<&R::y, R>("y", "From here, in the second feature."),
          column<&R::y2, R>("y2", "To here.")};
}

std::vector<ColumnOf<CutColumns>> cut_columns() {
  using C = CutColumns;
  return {column<&C::node>("node", "The key of the node that asks."),
          column<&C::depth>("depth", "0 for the root."),
          column<&C::feature>("feature", "What it asks about."),
          column<&C::threshold>("threshold", "Where it cuts."),
          column<&C::x, C>("x", "One end, in the first feature; −∞ where it is open."),
          column<&C::x2, C>("x2", "The other end."),
          column<&C::y, C>("y", "One end, in the second feature."),
          column<&C::y2, C>("y2", "The other end.")};
}

RegionColumns regions_of(const Tree& tree, const ClassData& data) {
  RegionColumns out;
  for (const TreeNode* leaf : add_leaves(tree, data.features.size(), out)) {
    out.majority.push_back(data.classes[leaf->majority()]);
    out.share.push_back(leaf->counts[leaf->majority()] / leaf->rows);
  }
  return out;
}

ValueRegionColumns value_regions_of(const Tree& tree, size_t features) {
  ValueRegionColumns out;
  for (const TreeNode* leaf : add_leaves(tree, features, out)) out.value.push_back(leaf->value);
  return out;
}

CutColumns cuts_of(const Tree& tree, const std::vector<std::string>& features) {
  if (!has_plane(features.size())) return {};
  const std::vector<Region> rectangles = rectangles_of(tree);
  const std::vector<std::string> keys = node_keys(tree, 0);
  CutColumns out;
  for (size_t i = 0; i < tree.size(); ++i) {
    const TreeNode& node = tree[i];
    if (node.leaf()) continue;
    out.node.push_back(keys[i]);
    out.depth.push_back(node.depth);
    out.feature.push_back(features[size_t(node.feature)]);
    out.threshold.push_back(node.threshold);
    Region line = rectangles[i];
    (node.feature == 0 ? line.x : line.y) = node.threshold;
    (node.feature == 0 ? line.x2 : line.y2) = node.threshold;
    add(line, out);
  }
  return out;
}

}  // namespace lantern
