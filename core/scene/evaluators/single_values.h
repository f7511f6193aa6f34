#pragma once

#include "core/data/column_builder.h"
#include "core/expr/operand.h"
#include "core/record/columns.h"

namespace lantern {

/// Values that are computed one by one, as a column.
class SingleValues {
 public:
  explicit SingleValues(ValueType type) : column_(column_type(type)) {}

  void add(const Operand& value) {
    if (column_.type() == ColumnType::text) column_.add(value.text);
    else column_.add(value.number);
  }

  Column take() { return column_.take(); }

 private:
  ColumnBuilder column_;
};

}  // namespace lantern
