#pragma once

#include <vector>

#include "renderer/paths/path.h"

namespace lantern {

/// Places for labels in gaps of edges, given to one after another.
class EdgePlaces {
 public:
  explicit EdgePlaces(const std::vector<Path>& ways) : ways_(ways) {}

  /// Room of this width and height for the label of an edge, `at` this share of it if it can be:
  /// where edges cross, their labels move along them. It is where neither another label nor
  /// another edge is, else no label, else it lies on others, which counts as crowded.
  Box place(size_t edge, double width, double height, double at);
  size_t crowded() const { return crowded_; }

 private:
  bool taken(const Box& box) const;
  bool crosses_others(size_t edge, const Box& box) const;

  const std::vector<Path>& ways_;
  std::vector<Box> boxes_;
  size_t crowded_ = 0;
};

}  // namespace lantern
