#pragma once

#include <functional>
#include <span>
#include <string>

#include "core/data/column.h"
#include "core/expr/ast.h"
#include "core/record/value.h"

namespace lantern {

/// Whether a boolean is true: a missing one is not.
inline bool is_true(double boolean) {
  return boolean != 0 && boolean == boolean;
}

/// A value while an expression is computed: one for all rows, or a column with one for each.
struct Operand {
  ValueType type = ValueType::number;  ///< number, boolean or text
  bool per_row = false;
  double number = 0;  ///< also a boolean, 0 or 1
  std::string text;   ///< of a number: how it is written, where that is not its shortest form
  Column column;

  static Operand of(double value) { return {ValueType::number, false, value, {}, {}}; }
  static Operand truth(bool value) {
    return {ValueType::boolean, false, value ? 1.0 : 0.0, {}, {}};
  }
  static Operand of(std::string value) { return {ValueType::text, false, 0, std::move(value), {}}; }
  static Operand of(Column column);

  double number_at(size_t row) const { return per_row ? column.numbers()[row] : number; }
  std::string text_at(size_t row) const { return per_row ? column.text(row) : text; }
  /// How a number is written where that is not its shortest form; else empty.
  std::string_view writing_at(size_t row) const { return per_row ? column.writing(row) : text; }
  /// Of a boolean: a missing one is not true.
  bool true_at(size_t row) const { return is_true(number_at(row)); }
};

/// A missing value, the same for all rows.
Operand none_of(ValueType type);

/// The key that a value, the same for all rows, is: its text, or its number as it is written; empty
/// where it is missing.
std::string key_text(const Operand& value);

/// Applies `f` to numbers row by row; operands that are the same for all rows are broadcast.
template <class F>
Operand map_numbers(ValueType type, F f, const Operand& a) {
  if (!a.per_row) return {type, false, f(a.number), {}, {}};
  const auto in = a.column.numbers();
  std::vector<double> out(in.size());
  for (size_t i = 0; i < out.size(); ++i) out[i] = f(in[i]);
  return Operand::of(type == ValueType::boolean ? Column::booleans(std::move(out))
                                                : Column::numbers(std::move(out)));
}

template <class F>
Operand map_numbers(ValueType type, F f, const Operand& a, const Operand& b) {
  if (!a.per_row && !b.per_row) return {type, false, f(a.number, b.number), {}, {}};
  const size_t rows = a.per_row ? a.column.size() : b.column.size();
  std::vector<double> out(rows);
  if (a.per_row && b.per_row) {
    const auto x = a.column.numbers(), y = b.column.numbers();
    for (size_t i = 0; i < rows; ++i) out[i] = f(x[i], y[i]);
  } else if (a.per_row) {
    const auto x = a.column.numbers();
    for (size_t i = 0; i < rows; ++i) out[i] = f(x[i], b.number);
  } else {
    const auto y = b.column.numbers();
    for (size_t i = 0; i < rows; ++i) out[i] = f(a.number, y[i]);
  }
  return Operand::of(type == ValueType::boolean ? Column::booleans(std::move(out))
                                                : Column::numbers(std::move(out)));
}

/// Texts that are joined come to more than one can have.
struct TextTooLong {};
inline constexpr size_t kLongestText = 100'000;  ///< bytes

/// The operand types fit the operator (the binder sees to it). Throws TextTooLong.
Operand apply(UnaryOp op, const Operand& operand);
Operand apply(BinaryOp op, const Operand& left, const Operand& right);
/// The value that `place` says for each key, of several; a missing one for −1. The values are of
/// one type.
Operand pick(const Operand& key, std::span<const Operand> values,
             const std::function<int(const std::string&)>& place);
/// `condition ? then : otherwise`, row by row where any of them is per row.
Operand choose(const Operand& condition, const Operand& then, const Operand& otherwise);

}  // namespace lantern
