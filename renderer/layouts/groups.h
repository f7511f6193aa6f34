#pragma once

#include <string>
#include <vector>

#include "core/record/value.h"
#include "renderer/paths/geometry.h"

namespace lantern {

/// Rows by the group that they belong to, in the order of the column's dictionary (that of their
/// first appearance in the data); one group without a channel. Groups without rows keep their
/// place, so that the others do not move when their last row goes.
struct RowGroup {
  std::string name;
  std::vector<size_t> rows;
};
std::vector<RowGroup> group_rows(const CategoryChannel& by, size_t count);

/// Equal cells for `count` things in a box, side by side in as many rows as suit its shape, or in
/// `columns` columns.
std::vector<Box> cells_in(const Box& box, size_t count, int columns = 0);

}  // namespace lantern
