#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/data/table.h"

namespace lantern {

/// Rows that are alike in some columns, in the order in which each group first appears.
struct Groups {
  std::vector<std::vector<std::uint32_t>> rows;
  std::vector<std::string> keys;  ///< the values, joined by '/'
};

/// Of all rows, one group where there are no columns. Rows that lack one of the values are in none.
Groups groups_of(const Table& table, const std::vector<size_t>& columns);

}  // namespace lantern
