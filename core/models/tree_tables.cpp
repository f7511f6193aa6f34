#include "core/models/tree_tables.h"

#include <limits>

namespace lantern {

std::vector<ColumnDoc> node_columns() {
  return {{"node", ColumnType::text, "Its key: its way from the root, r, then l and r."},
          {"tree", ColumnType::number, "The number of its tree, from 1."},
          {"parent", ColumnType::text, "The key of the node above; none for the root."},
          {"depth", ColumnType::number, "0 for the root."},
          {"order", ColumnType::number, "Which split made it: 0 the root, 1 the first two, …"},
          {"feature", ColumnType::text, "What it asks about; none for a leaf."},
          {"threshold", ColumnType::number, "Rows with at most this go left."},
          {"count", ColumnType::number, "How many rows it learned from."},
          {"impurity", ColumnType::number, "Gini impurity, or entropy in bits."},
          {"class", ColumnType::text, "The class with the most rows."},
          {"share", ColumnType::number, "Their part of the rows."},
          {"leaf", ColumnType::boolean, "Whether it asks nothing."}};
}

std::vector<std::string> node_keys(const Tree& tree, int number) {
  std::vector<std::string> out;
  const std::string prefix = number > 0 ? std::to_string(number) + "/" : "";
  for (size_t i = 0; i < tree.size(); ++i) {
    const int parent = tree[i].parent;
    if (parent < 0) out.push_back(prefix + "r");
    else out.push_back(out[size_t(parent)] + (tree[size_t(parent)].left == int(i) ? "l" : "r"));
  }
  return out;
}

void NodeTable::add(const Tree& tree, int number) {
  const std::vector<std::string> keys = node_keys(tree, number);
  for (size_t i = 0; i < tree.size(); ++i) {
    const TreeNode& node = tree[i];
    keys_.push_back(keys[i]);
    tree_.push_back(std::max(1, number));
    parents_.push_back(node.parent < 0 ? "" : keys[size_t(node.parent)]);
    depth_.push_back(node.depth);
    // Nodes are made two by two.
    order_.push_back(double((i + 1) / 2));
    features_.push_back(node.leaf() ? "" : data_.features[size_t(node.feature)]);
    threshold_.push_back(node.leaf() ? std::numeric_limits<double>::quiet_NaN() : node.threshold);
    rows_.push_back(node.rows);
    impurity_.push_back(node.impurity);
    classes_.push_back(data_.classes[node.majority()]);
    share_.push_back(node.counts[node.majority()] / node.rows);
    leaf_.push_back(node.leaf() ? 1 : 0);
  }
}

TablePtr NodeTable::table() const {
  std::vector<std::string> names;
  for (const ColumnDoc& column : node_columns()) names.emplace_back(column.name);
  return std::make_shared<const Table>(
      "node", Keys(keys_), names,
      std::vector<Column>{
          Column::texts(keys_), Column::numbers(tree_), Column::texts(parents_),
          Column::numbers(depth_), Column::numbers(order_), Column::texts(features_),
          Column::numbers(threshold_), Column::numbers(rows_), Column::numbers(impurity_),
          Column::texts(classes_), Column::numbers(share_), Column::booleans(leaf_)});
}

}  // namespace lantern
