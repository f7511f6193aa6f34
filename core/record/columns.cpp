#include "core/record/columns.h"

namespace lantern {

ValueType value_type(ColumnType column) {
  switch (column) {
    case ColumnType::number:
      return ValueType::number;
    case ColumnType::boolean:
      return ValueType::boolean;
    case ColumnType::text:
      return ValueType::text;
  }
  return ValueType::number;
}

ColumnType column_type(ValueType value) {
  if (value == ValueType::text) return ColumnType::text;
  return value == ValueType::boolean ? ColumnType::boolean : ColumnType::number;
}

int find_column(const Schema& schema, std::string_view name) {
  for (size_t i = 0; i < schema.size(); ++i) {
    if (schema[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

std::vector<std::string> column_names(const Schema& schema) {
  std::vector<std::string> names;
  for (const ColumnDecl& column : schema) names.push_back(column.name);
  return names;
}

}  // namespace lantern
