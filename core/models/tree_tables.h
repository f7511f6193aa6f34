#pragma once

#include <string>
#include <vector>

#include "core/models/class_data.h"

namespace lantern {

/// Nodes as rows. A node's key is its way from the root: "r", then l and r ("rlr"); those of tree t
/// of a forest start with "t/".
struct NodeColumns {
  std::vector<std::string> node;
  std::vector<double> tree;
  std::vector<std::string> parent;
  std::vector<double> depth, order;
  std::vector<std::string> feature;
  std::vector<double> threshold, count, impurity;
  std::vector<std::string> majority;
  std::vector<double> share;
  Truths leaf;
};
/// Adds a tree's nodes. `number` is the tree's; 0: there is only one.
void add_nodes(const Tree& tree, int number, const ClassData& data, NodeColumns& out);

/// The same of a tree that predicts numbers.
struct ValueNodeColumns {
  std::vector<std::string> node;
  std::vector<double> tree;
  std::vector<std::string> parent;
  std::vector<double> depth, order;
  std::vector<std::string> feature;
  std::vector<double> threshold, count, impurity, value;
  Truths leaf;
};
void add_nodes(const Tree& tree, int number, const std::vector<std::string>& features,
               ValueNodeColumns& out);

struct Importances {
  std::vector<std::string> feature;
  std::vector<double> importance;
};

/// A rectangle in the plane of a tree's features, or a line in it.
struct Corners {
  std::vector<double> x, x2, y, y2;
};

/// What any leaf has.
struct LeafRegions : Corners {
  std::vector<std::string> node, parent;
  std::vector<double> depth, count, impurity;
};
struct RegionColumns : LeafRegions {
  std::vector<std::string> majority;
  std::vector<double> share;
};
struct ValueRegionColumns : LeafRegions {
  std::vector<double> value;
};

struct CutColumns : Corners {
  std::vector<std::string> node;
  std::vector<double> depth;
  std::vector<std::string> feature;
  std::vector<double> threshold;
};

/// What the leaves of a tree of at most two features are in their plane: rectangles, open ones up
/// to ±∞; no rows where there are more features.
RegionColumns regions_of(const Tree& tree, const ClassData& data);
ValueRegionColumns value_regions_of(const Tree& tree, size_t features);
/// The pieces of lines that part them.
CutColumns cuts_of(const Tree& tree, const std::vector<std::string>& features);

/// The descriptions of these columns.
std::vector<ColumnOf<NodeColumns>> node_columns();
std::vector<ColumnOf<ValueNodeColumns>> value_node_columns();
std::vector<ColumnOf<ValueRegionColumns>> value_region_columns();
std::vector<ColumnOf<Importances>> importance_columns();
std::vector<ColumnOf<RegionColumns>> region_columns();
std::vector<ColumnOf<CutColumns>> cut_columns();

/// The keys of a tree's nodes.
std::vector<std::string> node_keys(const Tree& tree, int number);

}  // namespace lantern
