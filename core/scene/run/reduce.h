#pragma once

#include <functional>
#include <span>
#include <vector>

#include "core/data/table.h"
#include "core/expr/builtins.h"

namespace lantern {

/// Where a column comes from that is read while the rows of another table are gone through: a
/// column of the table, its rows' numbers or keys, or a value of the row around it.
struct RowSource {
  enum class From { column, index, key, around };
  From from = From::column;
  int place = 0;  ///< of the column, or of the value

  friend bool operator==(const RowSource&, const RowSource&) = default;
};

/// One value of all rows: `value` is the same in each of them where it is not per row.
Operand reduce_rows(const Builtin& function, const Operand& value, size_t rows, double parameter);

/// What an expression comes to over joined rows: columns as the sources say, and how many rows.
using JoinedRun = std::function<Operand(std::span<const Operand> joined, size_t rows)>;

/// The rows of another table, gone through for each row around them.
struct InnerRun {
  const Table& table;
  const std::vector<RowSource>& sources;
  std::span<const Operand> around;
  ValueType type = ValueType::number;  ///< of what `run` makes
  bool alone = false;  ///< one row around at a time, as `run` goes over the rows itself
  JoinedRun run;
};

/// One value for each of the `rows` around, or one where nothing of them is used.
Operand reduce_inner(const Builtin& function, const InnerRun& inner, const Operand& parameter,
                     size_t rows);

}  // namespace lantern
