#include "core/expr/as_column.h"

namespace lantern {

Column as_column(const Operand& value, size_t rows) {
  if (value.per_row) return value.column;
  if (value.type == ValueType::text) {
    return Column::texts(std::vector<std::string>(rows, value.text));
  }
  std::vector<double> numbers(rows, value.number);
  return value.type == ValueType::boolean ? Column::booleans(std::move(numbers))
                                          : Column::numbers(std::move(numbers));
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
