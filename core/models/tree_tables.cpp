#include "core/models/tree_tables.h"

#include <algorithm>
#include <limits>

namespace lantern {

namespace {

/// What nodes have whatever the tree predicts: a table of both kinds of columns begins with these.
template <class N>
std::vector<ColumnOf<N>> columns_of_any_tree(std::string_view impurity) {
  return {column<&N::node>("node", "Its key: its way from the root, r, then l and r."),
          column<&N::tree>("tree", "The number of its tree, from 1."),
          column<&N::parent>("parent", "The key of the node above; none for the root."),
          column<&N::depth>("depth", "0 for the root."),
          column<&N::order>("order", "Which split made it: 0 the root, 1 the first two, …"),
          column<&N::feature>("feature", "What it asks about; none for a leaf."),
          column<&N::threshold>("threshold", "Rows with at most this go left."),
          column<&N::count>("count", "How many rows it learned from."),
          column<&N::impurity>("impurity", impurity)};
}

}  // namespace

std::vector<ColumnOf<NodeColumns>> node_columns() {
  using N = NodeColumns;
  auto out = columns_of_any_tree<N>("Gini impurity, or entropy in bits.");
  out.push_back(column<&N::majority>("class", "The class with the most rows."));
  out.push_back(column<&N::share>("share", "Their part of the rows."));
  out.push_back(column<&N::leaf>("leaf", "Whether it asks nothing."));
  return out;
}

std::vector<ColumnOf<ValueNodeColumns>> value_node_columns() {
  using N = ValueNodeColumns;
  auto out = columns_of_any_tree<N>("Their mean squared difference from their mean.");
  out.push_back(column<&N::value>("value", "What it predicts."));
  out.push_back(column<&N::leaf>("leaf", "Whether it asks nothing."));
  return out;
}

std::vector<ColumnOf<Importances>> importance_columns() {
  return {column<&Importances::feature>("feature", "Its column."),
          column<&Importances::importance>("importance", "Its part.")};
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

namespace {

/// What nodes have whatever the tree predicts.
template <class Columns>
void add_node(const Tree& tree, size_t i, int number, const std::vector<std::string>& keys,
              const std::vector<std::string>& features, Columns& out) {
  const TreeNode& node = tree[i];
  out.node.push_back(keys[i]);
  out.tree.push_back(std::max(1, number));
  out.parent.push_back(node.parent < 0 ? "" : keys[size_t(node.parent)]);
  out.depth.push_back(node.depth);
  // Nodes are made two by two.
  out.order.push_back(double((i + 1) / 2));
  out.feature.push_back(node.leaf() ? "" : features[size_t(node.feature)]);
  out.threshold.push_back(node.leaf() ? std::numeric_limits<double>::quiet_NaN() : node.threshold);
  out.count.push_back(node.rows);
  out.impurity.push_back(node.impurity);
  out.leaf.values.push_back(node.leaf() ? 1 : 0);
}

}  // namespace

void add_nodes(const Tree& tree, int number, const ClassData& data, NodeColumns& out) {
  const std::vector<std::string> keys = node_keys(tree, number);
  for (size_t i = 0; i < tree.size(); ++i) {
    add_node(tree, i, number, keys, data.features, out);
    out.majority.push_back(data.classes[tree[i].majority()]);
    out.share.push_back(tree[i].counts[tree[i].majority()] / tree[i].rows);
  }
}

void add_nodes(const Tree& tree, int number, const std::vector<std::string>& features,
               ValueNodeColumns& out) {
  const std::vector<std::string> keys = node_keys(tree, number);
  for (size_t i = 0; i < tree.size(); ++i) {
    add_node(tree, i, number, keys, features, out);
    out.value.push_back(tree[i].value);
  }
}

}  // namespace lantern
