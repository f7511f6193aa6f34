#pragma once

#include <string>

#include "core/data/table.h"
#include "core/diagnostics/location.h"
#include "core/expr/operand.h"

namespace lantern {

/// The values of a table's column in the rows with given keys; a missing key is a mistake of the
/// scene.
class Lookup {
 public:
  /// `source` is what messages call the table, `at` where the address stands.
  Lookup(const Table& table, size_t column, const std::string& source, const Location& at)
      : table_(table), column_(table.columns()[column]), source_(source), at_(at) {}

  Operand one(const std::string& key) const;
  bool has(const std::string& key) const { return table_.keys().find(key).has_value(); }
  /// Of the row whose key is this number, however it is written; missing where that is no number.
  Operand one_numbered(double key) const;
  Operand each(const Column& keys) const;

 private:
  /// The row whose key is not written as the cell is: numbers may be written in several ways.
  size_t row_of_cell(const Column& keys, size_t i) const;
  size_t row_of_number(double key) const;
  size_t row_of(const std::string& key) const;

  const Table& table_;
  const Column& column_;
  const std::string& source_;
  const Location& at_;
};

}  // namespace lantern
