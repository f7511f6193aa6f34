#include "core/scene/run/program.h"

#include <algorithm>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/diagnostics/at_place.h"
#include "core/expr/as_column.h"
#include "core/scene/run/draws.h"
#include "core/scene/run/key_names.h"
#include "core/scene/run/lookup.h"

namespace lantern {
namespace {

Operand row_numbers(size_t rows) {
  std::vector<double> numbers(rows);
  for (size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<double>(i);
  return Operand::of(Column::numbers(std::move(numbers)));
}

Operand row_keys(const Keys& keys) {
  std::vector<std::int32_t> codes(keys.size());
  std::iota(codes.begin(), codes.end(), 0);
  static const auto kNone = std::make_shared<const std::vector<std::string>>();
  return Operand::of(Column::coded(std::move(codes), keys.names() ? keys.names() : kNone));
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

class Machine {
 public:
  Machine(const Evaluation& at, const Surroundings& around, const ProgramParts& parts)
      : at_(at), around_(around), parts_(parts) {
    locals_.assign(around.locals.begin(), around.locals.end());
    locals_.resize(std::max(locals_.size(), size_t(parts.locals)));
  }

  void step(const Instruction& s) {
    const std::vector<Operand>& constants = parts_.constants;
    using Op = Instruction::Op;
    switch (s.op) {
      case Op::constant:
        return push(constants[size_t(s.a)]);
      case Op::column:
        return push(column(s.a));
      case Op::row_index:
        return push(row_numbers(around_.count()));
      case Op::row_key:
        return push(row_keys(around_.rows ? around_.rows->keys() : *around_.keys));
      case Op::progress:
        return push(Operand::of(around_.p));
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
      case Op::skip_unless:
        return skip_unless(s);
      default:
        return step_of_function(s);
    }
  }

  Operand result() { return std::move(stack_.back()); }
  /// How many instructions after this one are left out.
  size_t skipped() { return std::exchange(skipped_, 0); }

 private:
  const std::vector<Column>& columns_of(const Instruction& s) const {
    return at_.table(s.a, s.b)->columns();
  }

  void step_of_function(const Instruction& s) {
    using Op = Instruction::Op;
    switch (s.op) {
      case Op::window:
        return window(s);
      case Op::reduce:
        return reduce(s);
      case Op::reduce_inner:
        return reduce_in(s);
      case Op::local:
        return push(locals_[size_t(s.a)]);
      case Op::store:
        locals_[size_t(s.a)] = pop();
        return;
      case Op::draw:
        return draw(s);
      case Op::predict:
        return predict(s);
      default:
        return call(s);
    }
  }

  Operand column(int place) const {
    if (around_.joined_rows) return around_.joined[size_t(place)];
    return Operand::of(around_.rows->columns()[size_t(place)]);
  }

  void leaf(LeafId id) {
    const LeafValue& value = at_.leaf(id);
    if (const auto* number = std::get_if<double>(&value)) push(Operand::of(*number));
    else push(Operand::of(std::get<std::string>(value)));
  }

  void cell(const Instruction& s) {
    const Operand key = pop();
    const Lookup lookup(*at_.table(s.a, s.b), size_t(s.c), at_.graph().nodes[size_t(s.a)]->name(),
                        s.at);
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
    try {
      push(apply(static_cast<BinaryOp>(s.a), left, right));
    } catch (const TextTooLong&) {
      throw SceneError({Severity::error, "limit", s.at,
                        fmt::format("this comes to a text of over {} bytes", kLongestText),
                        "a text that is joined to itself in each step doubles in each"});
    }
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

  /// What nobody asks for is not computed: it may be that it cannot be.
  void skip_unless(const Instruction& s) {
    const Operand& key = stack_[stack_.size() - 1 - size_t(s.c)];
    if (names_any(key, parts_.constants[size_t(s.a)].text)) return;
    push(none_of(static_cast<ValueType>(s.d)));
    skipped_ = size_t(s.b);
  }

  static const Builtin& function(const Instruction& s) { return builtins()[size_t(s.a)]; }

  /// The `count` values on top of the stack.
  std::span<Operand> top(size_t count) { return {stack_.data() + stack_.size() - count, count}; }
  void replace_top(size_t count, Operand result) {
    stack_.resize(stack_.size() - count);
    push(std::move(result));
  }

  void call(const Instruction& s) { replace_top(size_t(s.b), function(s).apply(top(size_t(s.b)))); }

  void window(const Instruction& s) {
    const std::span<Operand> arguments = top(size_t(s.b));
    if (!arguments[0].per_row) {
      arguments[0] = Operand::of(as_column(arguments[0], around_.count()));
    }
    replace_top(arguments.size(), function(s).apply(arguments));
  }

  /// Outside of rows a value is the only one.
  void reduce(const Instruction& s) {
    const double parameter = s.b ? pop().number : 0;
    const Operand value = pop();
    push(reduce_rows(function(s), value, around_.has_rows() ? around_.count() : 1, parameter));
  }

  void reduce_in(const Instruction& s) {
    const InnerRows& inner = parts_.inner[size_t(s.c)];
    const Table& table = *at_.table(inner.table.node, inner.table.output);
    if (!inner.body) return push(Operand::of(double(table.rows())));
    const Operand parameter = s.b ? pop() : Operand();
    const InnerRun run{table,
                       inner.sources,
                       top(inner.around),
                       inner.body->type(),
                       inner.body->goes_over_rows(),
                       [&](std::span<const Operand> joined, size_t rows) {
                         return inner.body->run(
                             at_, {.p = around_.p, .joined = joined, .joined_rows = rows});
                       }};
    replace_top(inner.around, reduce_inner(function(s), run, parameter, around_.count()));
  }

  void predict(const Instruction& s) {
    const std::span<Operand> values = top(size_t(s.b));
    const Node& model = *at_.graph().nodes[size_t(s.a)];
    const bool per_row =
        std::any_of(values.begin(), values.end(), [](const Operand& o) { return o.per_row; });
    const size_t rows = per_row ? around_.count() : 1;
    spend(1000 + rows * 200);
    std::vector<Column> columns;
    for (const Operand& value : values) columns.push_back(as_column(value, rows));
    const auto table = std::make_shared<const Table>("", Keys::numbered(rows),
                                                     model.predictor()->features, columns);
    const Column said = model.predict(at_, table, parts_.constants[size_t(s.c)].text);
    replace_top(values.size(), per_row ? Operand::of(said) : cell_of(said, 0));
  }

  void draw(const Instruction& s) {
    replace_top(size_t(s.b),
                drawn(function(s), top(size_t(s.b)), around_.streams[size_t(s.c)], s.at));
  }

  void push(Operand operand) { stack_.push_back(std::move(operand)); }
  Operand pop() {
    Operand top = std::move(stack_.back());
    stack_.pop_back();
    return top;
  }

  const Evaluation& at_;
  const Surroundings& around_;
  const ProgramParts& parts_;
  std::vector<Operand> stack_;
  std::vector<Operand> locals_;
  size_t skipped_ = 0;
};

}  // namespace

Program::Program(ProgramParts parts, ValueType type, bool per_row, Location at)
    : parts_(std::move(parts)), type_(type), per_row_(per_row), at_(at) {}

bool Program::constant() const {
  using Op = Instruction::Op;
  return std::all_of(parts_.code.begin(), parts_.code.end(), [](const Instruction& step) {
    return step.op == Op::constant || step.op == Op::unary || step.op == Op::binary ||
           step.op == Op::choose || step.op == Op::pick || step.op == Op::skip_unless ||
           step.op == Op::call || step.op == Op::meaning_text || step.op == Op::store ||
           step.op == Op::local;
  });
}

bool Program::uses_progress() const {
  return std::any_of(parts_.code.begin(), parts_.code.end(),
                     [](const Instruction& step) { return step.op == Instruction::Op::progress; });
}

bool Program::goes_over_rows() const {
  using Op = Instruction::Op;
  return std::any_of(parts_.code.begin(), parts_.code.end(), [](const Instruction& step) {
    return step.op == Op::window || step.op == Op::reduce;
  });
}

bool Program::reads_keys() const {
  return std::any_of(parts_.code.begin(), parts_.code.end(),
                     [](const Instruction& step) { return step.op == Instruction::Op::row_key; });
}

std::vector<int> Program::columns() const {
  std::set<int> out;
  for (const Instruction& step : parts_.code) {
    if (step.op == Instruction::Op::column) out.insert(step.a);
  }
  return {out.begin(), out.end()};
}

Operand Program::run(const Evaluation& at, const Surroundings& around) const {
  constexpr std::uint64_t kStep = 20, kRow = 8, kCall = 50;  // steps of work
  const std::uint64_t count =
      around.has_rows() && (per_row_ || goes_over_rows()) ? around.count() : 0;
  return at_place(at_, [&] {
    Machine machine(at, around, parts_);
    for (size_t i = 0; i < parts_.code.size(); i += 1 + machine.skipped()) {
      const Instruction& step = parts_.code[i];
      spend(kStep + count * (step.op == Instruction::Op::call ? kCall : kRow));
      machine.step(step);
    }
    return machine.result();
  });
}

}  // namespace lantern
