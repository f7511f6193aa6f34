#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/data/table.h"
#include "core/record/value.h"

// A table's columns as expressions see them.

namespace lantern {

/// The type of one cell.
ValueType value_type(ColumnType column);
/// The column that holds such values; numbers for what is no single value.
ColumnType column_type(ValueType value);

/// −1 where there is no such column.
int find_column(const Schema& schema, std::string_view name);
std::vector<std::string> column_names(const Schema& schema);

}  // namespace lantern
