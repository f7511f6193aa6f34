#include "core/expr/operand.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "core/base/portable_math.h"
#include "core/base/text.h"
#include "core/base/work.h"
#include "core/data/column_builder.h"
#include "core/record/columns.h"

namespace lantern {
namespace {

Operand arithmetic(BinaryOp op, const Operand& a, const Operand& b) {
  const auto map = [&](auto f) { return map_numbers(ValueType::number, f, a, b); };
  switch (op) {
    case BinaryOp::add:
      return map([](double x, double y) { return x + y; });
    case BinaryOp::subtract:
      return map([](double x, double y) { return x - y; });
    case BinaryOp::multiply:
      return map([](double x, double y) { return x * y; });
    case BinaryOp::divide:
      return map([](double x, double y) { return x / y; });
    default:
      // A square is the same bits, and many times faster.
      if (!b.per_row && b.number == 2) {
        return map_numbers(
            ValueType::number, [](double x) { return x * x; }, a);
      }
      return map([](double x, double y) { return portable::pow(x, y); });
  }
}

Operand compare_numbers(BinaryOp op, const Operand& a, const Operand& b) {
  const auto map = [&](auto f) {
    return map_numbers(
        ValueType::boolean, [f](double x, double y) { return f(x, y) ? 1.0 : 0.0; }, a, b);
  };
  switch (op) {
    case BinaryOp::equal:
      return map([](double x, double y) { return x == y; });
    case BinaryOp::not_equal:
      return map([](double x, double y) { return x < y || x > y; });  // a missing one is neither
    case BinaryOp::less:
      return map([](double x, double y) { return x < y; });
    case BinaryOp::less_equal:
      return map([](double x, double y) { return x <= y; });
    case BinaryOp::greater:
      return map([](double x, double y) { return x > y; });
    default:
      return map([](double x, double y) { return x >= y; });
  }
}

/// Texts as codes of one dictionary, so that comparing rows is comparing numbers. A missing one is
/// NaN, which is equal to nothing.
using Dictionary = std::map<std::string, double>;

double code_of(Dictionary& dictionary, const std::string& text) {
  if (text.empty()) return std::nan("");
  return dictionary.emplace(text, double(dictionary.size())).first->second;
}

std::vector<double> codes_in(Dictionary& dictionary, const Column& column) {
  std::vector<double> translated;
  for (const std::string& text : column.dictionary()) {
    translated.push_back(code_of(dictionary, text));
  }
  std::vector<double> out;
  out.reserve(column.size());
  for (const std::int32_t code : column.codes()) {
    out.push_back(code < 0 ? std::nan("") : translated[size_t(code)]);
  }
  return out;
}

Operand as_codes(Dictionary& dictionary, const Operand& text) {
  if (text.per_row) return Operand::of(Column::numbers(codes_in(dictionary, text.column)));
  return Operand::of(code_of(dictionary, text.text));
}

/// `kind == ''` asks whether there is a text.
Operand compare_with_nothing(BinaryOp op, const Operand& text) {
  const double missing = op == BinaryOp::equal ? 1 : 0;
  Dictionary dictionary;
  return map_numbers(
      ValueType::boolean,
      [missing](double code) { return std::isnan(code) ? missing : 1 - missing; },
      as_codes(dictionary, text));
}

Operand compare_texts(BinaryOp op, const Operand& a, const Operand& b) {
  if (!b.per_row && b.text.empty()) return compare_with_nothing(op, a);
  if (!a.per_row && a.text.empty()) return compare_with_nothing(op, b);
  Dictionary dictionary;
  const Operand x = as_codes(dictionary, a);
  const Operand y = as_codes(dictionary, b);
  return compare_numbers(op, x, y);
}

/// One after the other; a missing text is nothing.
std::string joined(std::string a, const std::string& b) {
  constexpr std::uint64_t kByte = 8;  // steps of work
  if (a.size() + b.size() > kLongestText) throw TextTooLong{};
  spend(kByte * (a.size() + b.size()));
  a += b;
  return a;
}

Operand joined_texts(const Operand& a, const Operand& b) {
  if (!a.per_row && !b.per_row) return Operand::of(joined(a.text, b.text));
  const size_t rows = a.per_row ? a.column.size() : b.column.size();
  ColumnBuilder out(ColumnType::text);
  for (size_t i = 0; i < rows; ++i) out.add(joined(a.text_at(i), b.text_at(i)));
  return Operand::of(out.take());
}

constexpr double kNoTruth = std::numeric_limits<double>::quiet_NaN();

/// False where one side is, whatever the other: else missing where one side is.
double both(double x, double y) {
  if (x == 0 || y == 0) return 0;
  return is_true(x) && is_true(y) ? 1 : kNoTruth;
}

/// True where one side is, whatever the other: else missing where one side is.
double either(double x, double y) {
  if (is_true(x) || is_true(y)) return 1;
  return x == 0 && y == 0 ? 0 : kNoTruth;
}

double opposite(double x) {
  return std::isnan(x) ? kNoTruth : x != 0 ? 0 : 1;
}

size_t rows_of(const Operand& a, const Operand& b, const Operand& c) {
  return a.per_row ? a.column.size() : b.per_row ? b.column.size() : c.column.size();
}

}  // namespace

Operand Operand::of(Column column) {
  Operand out;
  out.type = column.type() == ColumnType::text      ? ValueType::text
             : column.type() == ColumnType::boolean ? ValueType::boolean
                                                    : ValueType::number;
  out.per_row = true;
  out.column = std::move(column);
  return out;
}

std::string key_text(const Operand& value) {
  if (value.type == ValueType::text || !value.text.empty()) return value.text;
  if (std::isnan(value.number)) return "";
  if (value.type == ValueType::boolean) return value.number != 0 ? "true" : "false";
  return shortest(value.number);
}

Operand apply(UnaryOp op, const Operand& operand) {
  if (op == UnaryOp::negate) {
    return map_numbers(
        ValueType::number, [](double x) { return -x; }, operand);
  }
  return map_numbers(ValueType::boolean, opposite, operand);
}

Operand apply(BinaryOp op, const Operand& left, const Operand& right) {
  switch (op) {
    case BinaryOp::logical_and:
      return map_numbers(ValueType::boolean, both, left, right);
    case BinaryOp::logical_or:
      return map_numbers(ValueType::boolean, either, left, right);
    case BinaryOp::equal:
    case BinaryOp::not_equal:
      if (left.type == ValueType::text) return compare_texts(op, left, right);
      return compare_numbers(op, left, right);
    case BinaryOp::less:
    case BinaryOp::less_equal:
    case BinaryOp::greater:
    case BinaryOp::greater_equal:
      return compare_numbers(op, left, right);
    default:
      if (left.type == ValueType::text) return joined_texts(left, right);
      return arithmetic(op, left, right);
  }
}

Operand choose(const Operand& condition, const Operand& then, const Operand& otherwise) {
  if (!condition.per_row) return is_true(condition.number) ? then : otherwise;
  const size_t rows = rows_of(condition, then, otherwise);
  const auto flags = condition.column.numbers();
  if (then.type == ValueType::text) {
    ColumnBuilder out(ColumnType::text);
    for (size_t i = 0; i < rows; ++i) {
      out.add(is_true(flags[i]) ? then.text_at(i) : otherwise.text_at(i));
    }
    return Operand::of(out.take());
  }
  std::vector<double> out(rows);
  for (size_t i = 0; i < rows; ++i) {
    out[i] = is_true(flags[i]) ? then.number_at(i) : otherwise.number_at(i);
  }
  return Operand::of(then.type == ValueType::boolean ? Column::booleans(std::move(out))
                                                     : Column::numbers(std::move(out)));
}

Operand none_of(ValueType type) {
  return {type, false, std::nan(""), {}, {}};
}

Operand pick(const Operand& key, std::span<const Operand> values,
             const std::function<int(const std::string&)>& place) {
  const ValueType type = values.empty() ? ValueType::number : values[0].type;
  const Operand missing = none_of(type);
  const auto of = [&](const std::string& name) -> const Operand& {
    const int at = name.empty() ? -1 : place(name);
    return at < 0 ? missing : values[size_t(at)];
  };
  if (!key.per_row) return of(key_text(key));
  ColumnBuilder out(column_type(type));
  for (size_t row = 0; row < key.column.size(); ++row) {
    const Operand& value = of(key.column.text(row));
    if (type == ValueType::text) out.add(value.text_at(row));
    else out.add(value.number_at(row));
  }
  return Operand::of(out.take());
}

}  // namespace lantern
