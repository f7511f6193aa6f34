#include "core/expr/operand.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/portable_math.h"

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
      return map([](double x, double y) { return x != y; });
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

/// Texts as codes of one dictionary, so that comparing rows is comparing numbers.
std::vector<double> codes_in(std::map<std::string, double>& dictionary, const Column& column) {
  const auto code_of = [&](const std::string& text) {
    return dictionary.emplace(text, double(dictionary.size())).first->second;
  };
  std::vector<double> translated;
  for (const std::string& text : column.dictionary()) translated.push_back(code_of(text));
  std::vector<double> out;
  out.reserve(column.size());
  for (const std::int32_t code : column.codes()) {
    out.push_back(code < 0 ? code_of("") : translated[size_t(code)]);
  }
  return out;
}

Operand as_codes(std::map<std::string, double>& dictionary, const Operand& text) {
  if (text.per_row) return Operand::of(Column::numbers(codes_in(dictionary, text.column)));
  return Operand::of(dictionary.emplace(text.text, double(dictionary.size())).first->second);
}

Operand compare_texts(BinaryOp op, const Operand& a, const Operand& b) {
  std::map<std::string, double> dictionary;
  const Operand x = as_codes(dictionary, a);
  const Operand y = as_codes(dictionary, b);
  return compare_numbers(op, x, y);
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

Operand apply(UnaryOp op, const Operand& operand) {
  if (op == UnaryOp::negate) {
    return map_numbers(
        ValueType::number, [](double x) { return -x; }, operand);
  }
  return map_numbers(
      ValueType::boolean, [](double x) { return x != 0 ? 0.0 : 1.0; }, operand);
}

Operand apply(BinaryOp op, const Operand& left, const Operand& right) {
  switch (op) {
    case BinaryOp::logical_and:
      return map_numbers(
          ValueType::boolean, [](double x, double y) { return x != 0 && y != 0 ? 1.0 : 0.0; }, left,
          right);
    case BinaryOp::logical_or:
      return map_numbers(
          ValueType::boolean, [](double x, double y) { return x != 0 || y != 0 ? 1.0 : 0.0; }, left,
          right);
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
      return arithmetic(op, left, right);
  }
}

Operand choose(const Operand& condition, const Operand& then, const Operand& otherwise) {
  if (!condition.per_row) return condition.number != 0 ? then : otherwise;
  const size_t rows = rows_of(condition, then, otherwise);
  const auto flags = condition.column.numbers();
  if (then.type == ValueType::text) {
    std::vector<std::string> out(rows);
    for (size_t i = 0; i < rows; ++i) {
      out[i] = flags[i] != 0 ? then.text_at(i) : otherwise.text_at(i);
    }
    return Operand::of(Column::texts(out));
  }
  std::vector<double> out(rows);
  for (size_t i = 0; i < rows; ++i) {
    out[i] = flags[i] != 0 ? then.number_at(i) : otherwise.number_at(i);
  }
  return Operand::of(then.type == ValueType::boolean ? Column::booleans(std::move(out))
                                                     : Column::numbers(std::move(out)));
}

}  // namespace lantern
