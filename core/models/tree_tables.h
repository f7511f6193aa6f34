#pragma once

#include <string>
#include <vector>

#include "core/models/class_data.h"

namespace lantern {

/// The columns of a table of nodes, for the outputs' descriptions.
std::vector<ColumnDoc> node_columns();

/// Nodes as rows. A node's key is its way from the root: "r", then l and r ("rlr"); those of tree t
/// of a forest start with "t/".
class NodeTable {
 public:
  explicit NodeTable(const ClassData& data) : data_(data) {}
  /// `number` is the tree's; 0: there is only one.
  void add(const Tree& tree, int number);
  TablePtr table() const;

 private:
  const ClassData& data_;
  std::vector<std::string> keys_, parents_, features_, classes_;
  std::vector<double> tree_, depth_, order_, threshold_, rows_, impurity_, share_, leaf_;
};

/// The columns of the tables of regions and of cuts.
std::vector<ColumnDoc> region_columns();
std::vector<ColumnDoc> cut_columns();

/// What the leaves of a tree of at most two features are in their plane: rectangles, open ones up
/// to ±∞; no rows where there are more features.
TablePtr region_table(const Tree& tree, const ClassData& data);
/// The pieces of lines that part them.
TablePtr cut_table(const Tree& tree, const ClassData& data);

/// The keys of a tree's nodes.
std::vector<std::string> node_keys(const Tree& tree, int number);

}  // namespace lantern
