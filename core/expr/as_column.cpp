#include "core/expr/as_column.h"

#include "core/data/column_builder.h"
#include "core/record/columns.h"

namespace lantern {

Column as_column(const Operand& value, size_t rows) {
  if (value.per_row) return value.column;
  ColumnBuilder out(column_type(value.type));
  if (value.type == ValueType::text) out.add(value.text, rows);
  else out.add(value.number, rows);
  return out.take();
}

Operand cell_of(const Column& column, size_t row) {
  if (column.type() == ColumnType::text) return Operand::of(column.text(row));
  if (column.type() == ColumnType::boolean) {
    return {ValueType::boolean, false, column.numbers()[row], {}, {}};
  }
  Operand out = Operand::of(column.numbers()[row]);
  out.text = column.writing(row);
  return out;
}

}  // namespace lantern
