#include <limits>

#include "core/models/tree_tables.h"

namespace lantern {
namespace {

constexpr double kOpen = std::numeric_limits<double>::infinity();

struct Region {
  double x = -kOpen, x2 = kOpen, y = -kOpen, y2 = kOpen;
};

/// The rectangle of each node; children come after their parents.
std::vector<Region> regions_of(const Tree& tree) {
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

std::vector<std::string> names_of(const std::vector<ColumnDoc>& columns) {
  std::vector<std::string> names;
  for (const ColumnDoc& column : columns) names.emplace_back(column.name);
  return names;
}

/// The corners as columns.
struct Corners {
  std::vector<double> x, x2, y, y2;
  void add(const Region& region) {
    x.push_back(region.x);
    x2.push_back(region.x2);
    y.push_back(region.y);
    y2.push_back(region.y2);
  }
  void append_to(std::vector<Column>& columns) {
    for (auto* values : {&x, &x2, &y, &y2}) columns.push_back(Column::numbers(std::move(*values)));
  }
};

bool has_plane(const ClassData& data) {
  return data.features.size() <= 2;
}

}  // namespace

std::vector<ColumnDoc> region_columns() {
  return {{"node", ColumnType::text, "The key of the leaf."},
          {"parent", ColumnType::text, "The key of the node above."},
          {"depth", ColumnType::number, "0 where it is the whole plane."},
          {"count", ColumnType::number, "How many rows it learned from."},
          {"impurity", ColumnType::number, "Gini impurity, or entropy in bits."},
          {"class", ColumnType::text, "The class with the most rows."},
          {"share", ColumnType::number, "Their part of the rows."},
          {"x", ColumnType::number, "From here, in the first feature; −∞ where it is open."},
          {"x2", ColumnType::number, "To here."},
          {"y", ColumnType::number, "From here, in the second feature."},
          {"y2", ColumnType::number, "To here."}};
}

std::vector<ColumnDoc> cut_columns() {
  return {{"node", ColumnType::text, "The key of the node that asks."},
          {"depth", ColumnType::number, "0 for the root."},
          {"feature", ColumnType::text, "What it asks about."},
          {"threshold", ColumnType::number, "Where it cuts."},
          {"x", ColumnType::number, "One end, in the first feature; −∞ where it is open."},
          {"x2", ColumnType::number, "The other end."},
          {"y", ColumnType::number, "One end, in the second feature."},
          {"y2", ColumnType::number, "The other end."}};
}

TablePtr region_table(const Tree& tree, const ClassData& data) {
  const std::vector<Region> regions = regions_of(tree);
  const std::vector<std::string> keys = node_keys(tree, 0);
  std::vector<std::string> leaves, parents, classes;
  std::vector<double> depths, counts, impurities, shares;
  Corners corners;
  for (size_t i = 0; has_plane(data) && i < tree.size(); ++i) {
    const TreeNode& node = tree[i];
    if (!node.leaf()) continue;
    leaves.push_back(keys[i]);
    parents.push_back(node.parent < 0 ? "" : keys[size_t(node.parent)]);
    depths.push_back(node.depth);
    counts.push_back(node.rows);
    impurities.push_back(node.impurity);
    classes.push_back(data.classes[node.majority()]);
    shares.push_back(node.counts[node.majority()] / node.rows);
    corners.add(regions[i]);
  }
  std::vector<Column> columns{Column::texts(leaves),
                              Column::texts(parents),
                              Column::numbers(std::move(depths)),
                              Column::numbers(std::move(counts)),
                              Column::numbers(std::move(impurities)),
                              Column::texts(classes),
                              Column::numbers(std::move(shares))};
  corners.append_to(columns);
  return std::make_shared<const Table>("node", Keys(leaves), names_of(region_columns()),
                                       std::move(columns));
}

TablePtr cut_table(const Tree& tree, const ClassData& data) {
  const std::vector<Region> regions = regions_of(tree);
  const std::vector<std::string> keys = node_keys(tree, 0);
  std::vector<std::string> nodes, features;
  std::vector<double> depths, thresholds;
  Corners corners;
  for (size_t i = 0; has_plane(data) && i < tree.size(); ++i) {
    const TreeNode& node = tree[i];
    if (node.leaf()) continue;
    nodes.push_back(keys[i]);
    depths.push_back(node.depth);
    features.push_back(data.features[size_t(node.feature)]);
    thresholds.push_back(node.threshold);
    Region line = regions[i];
    (node.feature == 0 ? line.x : line.y) = node.threshold;
    (node.feature == 0 ? line.x2 : line.y2) = node.threshold;
    corners.add(line);
  }
  std::vector<Column> columns{Column::texts(nodes), Column::numbers(std::move(depths)),
                              Column::texts(features), Column::numbers(std::move(thresholds))};
  corners.append_to(columns);
  return std::make_shared<const Table>("node", Keys(nodes), names_of(cut_columns()),
                                       std::move(columns));
}

}  // namespace lantern
