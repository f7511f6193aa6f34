#pragma once

#include <vector>

#include "renderer/paths/path.h"

namespace lantern {

/// Places for labels in gaps of edges, given to one after another.
class EdgePlaces {
 public:
  /// No label goes where a node is.
  EdgePlaces(const std::vector<Path>& ways, const std::vector<Point>& nodes, double node_size);

  /// Room of this width and height for the label of an edge, `at` this share of it if it can be:
  /// where edges cross, their labels move along them. It is where neither another label, a
  /// node nor another edge is, else no label or node, else it lies on one: that counts as crowded.
  Box place(size_t edge, double width, double height, double at);
  size_t crowded() const { return crowded_; }

 private:
  bool taken(const Box& box) const;
  bool crosses_others(size_t edge, const Box& box) const;

  const std::vector<Path>& ways_;
  std::vector<Box> boxes_;  // of what is there
  size_t crowded_ = 0;
};

}  // namespace lantern
