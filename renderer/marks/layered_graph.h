#pragma once

#include <string>
#include <vector>

#include "renderer/paths/geometry.h"

namespace lantern {

/// Nodes in layers, joined by edges that lead from layer to layer.
struct LayeredGraph {
  struct Edge {
    size_t from, to;  ///< places among the nodes
  };
  std::vector<std::string> nodes;  ///< each once, as they first appear
  std::vector<size_t> layer;       ///< of each node
  std::vector<Edge> edges;
  /// A node from which edges lead back to it; −1: there is none, as there should be.
  int in_circle = -1;

  size_t layers() const;
  /// How many nodes each layer has.
  std::vector<size_t> sizes() const;
};

/// From the names of what edges join. A node's layer is the length of the longest way to it.
LayeredGraph layered_graph(const std::vector<std::string>& sources,
                           const std::vector<std::string>& targets);

/// All nodes of one layer joined to all of the next: a1, a2 … b1, b2 …
LayeredGraph full_graph(const std::vector<size_t>& sizes);

/// Layers side by side over the box (or one above the other), the nodes of each about its middle,
/// no farther apart than `most`.
std::vector<Point> graph_places(const LayeredGraph& graph, const Box& box, bool down, double most);

}  // namespace lantern
