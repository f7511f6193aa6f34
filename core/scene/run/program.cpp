#include "core/scene/run/program.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/diagnostics/at_place.h"

namespace lantern {
namespace {

Operand cell_of(const Column& column, size_t row) {
  if (column.type() == ColumnType::text) return Operand::of(column.text(row));
  if (column.type() == ColumnType::boolean) {
    return {ValueType::boolean, false, column.numbers()[row], {}, {}};
  }
  Operand out = Operand::of(column.numbers()[row]);
  out.text = column.writing(row);
  return out;
}

/// The column's values in the rows with these keys; a missing key is a mistake of the scene.
class Lookup {
 public:
  Lookup(const Evaluation& at, const Instruction& step)
      : table_(*at.table(step.a, step.b)),
        column_(table_.columns()[static_cast<size_t>(step.c)]),
        source_(at.graph().nodes[static_cast<size_t>(step.a)]->name()),
        step_(step) {}

  Operand one(const std::string& key) const { return cell_of(column_, row_of(key)); }
  bool has(const std::string& key) const { return table_.keys().find(key).has_value(); }
  /// Of the row whose key is this number, however it is written.
  Operand one_numbered(double key) const { return cell_of(column_, row_of_number(key)); }

  Operand each(const Column& keys) const {
    std::vector<std::uint32_t> rows(keys.size());
    for (size_t i = 0; i < rows.size(); ++i) {
      const auto row = table_.keys().find(keys.text(i));
      rows[i] = static_cast<std::uint32_t>(row ? *row : row_of_cell(keys, i));
    }
    return Operand::of(column_.select(rows));
  }

 private:
  /// The row whose key is not written as the cell is: numbers may be written in several ways.
  size_t row_of_cell(const Column& keys, size_t i) const {
    const bool number = keys.type() == ColumnType::number;
    const auto row = number ? table_.keys().find(keys.numbers()[i]) : std::nullopt;
    return row ? *row : row_of(keys.text(i));
  }

  size_t row_of_number(double key) const {
    const auto row = table_.keys().find(key);
    return row ? *row : row_of(shortest(key));
  }

  size_t row_of(const std::string& key) const {
    if (const auto row = table_.keys().find(key)) return *row;
    const std::string by =
        table_.key_name().empty() ? "" : fmt::format(" (key: {})", table_.key_name());
    throw SceneError({Severity::error, "unknown-key", step_.at,
                      fmt::format("no row {} in {}{}", in_quotes(key), source_, by), ""});
  }

  const Table& table_;
  const Column& column_;
  const std::string& source_;
  const Instruction& step_;
};

Operand row_numbers(const Table& rows) {
  std::vector<double> numbers(rows.rows());
  for (size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<double>(i);
  return Operand::of(Column::numbers(std::move(numbers)));
}

Operand row_keys(const Table& rows) {
  std::vector<std::int32_t> codes(rows.rows());
  std::iota(codes.begin(), codes.end(), 0);
  static const auto kNone = std::make_shared<const std::vector<std::string>>();
  return Operand::of(
      Column::coded(std::move(codes), rows.keys().names() ? rows.keys().names() : kNone));
}

Operand value_operand(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return Operand::of(*number);
  if (const auto* truth = std::get_if<bool>(&value)) return Operand::truth(*truth);
  return Operand::of(std::get<std::string>(value));
}

std::string reading_of(const Meanings& meanings, const std::string& value) {
  const auto found = meanings.find(value);
  return found == meanings.end() ? value : found->second.text;
}

Operand readings(const Meanings& meanings, const Operand& values) {
  if (!values.per_row) return Operand::of(reading_of(meanings, values.text));
  std::vector<std::string> out(values.column.size());
  for (size_t i = 0; i < out.size(); ++i) out[i] = reading_of(meanings, values.column.text(i));
  return Operand::of(Column::texts(out));
}

/// Which of these names a key is; numbers may be written in several ways.
int place_of(const std::string& key, std::span<const Operand> names, const std::string& whose,
             const Location& at) {
  const auto number = parse_number(key);
  int alike = -1;
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].text == key) return static_cast<int>(i);
    if (number && parse_number(names[i].text) == number) alike = static_cast<int>(i);
  }
  if (alike >= 0) return alike;
  throw SceneError(
      {Severity::error, "unknown-key", at, fmt::format("there is no {}@{}", whose, key), ""});
}

class Machine {
 public:
  Machine(const Evaluation& at, const Table* rows, double p) : at_(at), rows_(rows), p_(p) {}

  void step(const Instruction& s, const std::vector<Operand>& constants) {
    using Op = Instruction::Op;
    switch (s.op) {
      case Op::constant:
        return push(constants[size_t(s.a)]);
      case Op::column:
        return push(Operand::of(rows_->columns()[size_t(s.a)]));
      case Op::row_index:
        return push(row_numbers(*rows_));
      case Op::row_key:
        return push(row_keys(*rows_));
      case Op::progress:
        return push(Operand::of(p_));
      case Op::leaf:
        return leaf(s.a);
      case Op::output:
        return push(value_operand(at_.output(s.a, s.b)));
      case Op::cell:
        return cell(s);
      case Op::record_cell:
        return push(cell_of(columns_of(s)[size_t(s.c)], 0));
      case Op::aggregate:
        return aggregate(s);
      case Op::row_count:
        return push(Operand::of(double(at_.table(s.a, s.b)->rows())));
      case Op::meaning_text:
        return push(readings(at_.graph().meanings, pop()));
      case Op::unary:
        return push(apply(static_cast<UnaryOp>(s.a), pop()));
      case Op::binary:
        return binary(s);
      case Op::choose:
        return choose_top();
      case Op::pick:
        return pick_one(s, constants);
      case Op::call:
        return call(s);
    }
  }

  Operand result() { return std::move(stack_.back()); }

 private:
  const std::vector<Column>& columns_of(const Instruction& s) const {
    return at_.table(s.a, s.b)->columns();
  }

  void leaf(LeafId id) {
    const LeafValue& value = at_.leaf(id);
    if (const auto* number = std::get_if<double>(&value)) push(Operand::of(*number));
    else push(Operand::of(std::get<std::string>(value)));
  }

  void cell(const Instruction& s) {
    const Operand key = pop();
    const Lookup lookup(at_, s);
    if (key.per_row) return push(lookup.each(key.column));
    const bool known = key.type != ValueType::number || lookup.has(key.text);
    push(known ? lookup.one(key.type == ValueType::boolean ? shortest(key.number) : key.text)
               : lookup.one_numbered(key.number));
  }

  void aggregate(const Instruction& s) {
    const Column& column = columns_of(s)[size_t(s.c)];
    const auto what = static_cast<Aggregate>(s.d);
    const bool one = what == Aggregate::first || what == Aggregate::last;
    if (what == Aggregate::count) return push(Operand::of(double(column.size())));
    if (one && column.size() > 0) {
      return push(cell_of(column, what == Aggregate::first ? 0 : column.size() - 1));
    }
    if (one && column.type() == ColumnType::text) return push(Operand::of(std::string()));
    push(Operand::of(aggregate_numbers(static_cast<Aggregate>(s.d), column.numbers())));
  }

  void binary(const Instruction& s) {
    const Operand right = pop();
    const Operand left = pop();
    push(apply(static_cast<BinaryOp>(s.a), left, right));
  }

  void choose_top() {
    const Operand otherwise = pop();
    const Operand condition = pop();
    const Operand then = pop();
    push(choose(condition, then, otherwise));
  }

  void pick_one(const Instruction& s, const std::vector<Operand>& constants) {
    const size_t count = size_t(s.b), first = stack_.size() - count;
    const std::span<const Operand> names(constants.data() + s.a + 1, count);
    Operand result =
        pick(stack_[first - 1], std::span(stack_).subspan(first), [&](const std::string& key) {
          return place_of(key, names, constants[size_t(s.a)].text, s.at);
        });
    stack_.resize(first - 1);
    push(std::move(result));
  }

  void call(const Instruction& s) {
    const std::span<const Operand> arguments(stack_.data() + stack_.size() - size_t(s.b),
                                             size_t(s.b));
    Operand result = builtins()[size_t(s.a)].apply(arguments);
    stack_.resize(stack_.size() - size_t(s.b));
    push(std::move(result));
  }

  void push(Operand operand) { stack_.push_back(std::move(operand)); }
  Operand pop() {
    Operand top = std::move(stack_.back());
    stack_.pop_back();
    return top;
  }

  const Evaluation& at_;
  const Table* rows_;
  double p_;
  std::vector<Operand> stack_;
};

}  // namespace

Program::Program(std::vector<Instruction> code, std::vector<Operand> constants, ValueType type,
                 bool per_row, std::vector<LeafId> leaves, Location at)
    : code_(std::move(code)),
      constants_(std::move(constants)),
      type_(type),
      per_row_(per_row),
      leaves_(std::move(leaves)),
      at_(at) {}

bool Program::constant() const {
  using Op = Instruction::Op;
  return std::all_of(code_.begin(), code_.end(), [](const Instruction& step) {
    return step.op == Op::constant || step.op == Op::unary || step.op == Op::binary ||
           step.op == Op::choose || step.op == Op::pick || step.op == Op::call ||
           step.op == Op::meaning_text;
  });
}

bool Program::uses_progress() const {
  return std::any_of(code_.begin(), code_.end(),
                     [](const Instruction& step) { return step.op == Instruction::Op::progress; });
}

Operand Program::run(const Evaluation& at, const Table* rows, double p) const {
  constexpr std::uint64_t kStep = 20, kRow = 8, kCall = 50;  // steps of work
  const std::uint64_t count = rows && per_row_ ? rows->rows() : 0;
  return at_place(at_, [&] {
    Machine machine(at, rows, p);
    for (const Instruction& step : code_) {
      spend(kStep + count * (step.op == Instruction::Op::call ? kCall : kRow));
      machine.step(step, constants_);
    }
    return machine.result();
  });
}

}  // namespace lantern
