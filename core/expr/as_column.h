#pragma once

#include "core/expr/operand.h"

namespace lantern {

/// As a column of so many rows: the same value in each where it is not per row.
Column as_column(const Operand& value, size_t rows);

/// The value of a row; a number with how it is written.
Operand cell_of(const Column& column, size_t row);

}  // namespace lantern
