#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/models/tree_walk.h"

namespace lantern {

/// Rows of features, one after the other.
struct FeatureRows {
  std::span<const double> values;
  size_t features = 0;
  size_t count = 0;

  const double* row(size_t i) const { return values.data() + i * features; }
};

/// Rows that differ in at most two features and stand at all crossings of some of their values,
/// line by line, as those of a picture do: `along` changes from row to row, `across` from line to
/// line. Both rise or fall.
struct FeatureGrid {
  struct Side {
    int feature = -1;  ///< −1: none changes
    std::vector<double> values;
  };
  Side along, across;
  std::vector<double> others;  ///< a row, for the features that do not change

  size_t count() const { return along.values.size() * across.values.size(); }
};

/// Nothing where the rows are no such grid.
std::optional<FeatureGrid> grid_of(const FeatureRows& rows);

/// The leaves that rows end in.
void find_leaves(const TreeWalk& tree, const FeatureRows& rows, std::span<std::uint32_t> leaves);

/// The same of a grid's rows. A tree cuts it into rectangles, so that it is walked
/// through once for all of them.
void find_leaves(const TreeWalk& tree, const FeatureGrid& grid, std::span<std::uint32_t> leaves);

}  // namespace lantern
