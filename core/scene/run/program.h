#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/diagnostics/diagnostics.h"
#include "core/expr/builtins.h"
#include "core/expr/operand.h"
#include "core/scene/run/aggregates.h"
#include "core/scene/run/evaluation.h"
#include "core/scene/run/reduce.h"

namespace lantern {

/// One instruction of a stack machine over operands.
struct Instruction {
  enum class Op {
    constant,      ///< push constants[a]
    column,        ///< push column a of the rows
    row_index,     ///< push 0, 1, 2 … over the rows
    row_key,       ///< push the keys of the rows
    progress,      ///< push p
    leaf,          ///< push leaf a
    output,        ///< push output b of node a
    cell,          ///< pop a key; push column c of that row of output b of node a
    record_cell,   ///< push column c of the only row of output b of node a
    aggregate,     ///< push aggregate d of column c of output b of node a
    row_count,     ///< push the number of rows of output b of node a
    meaning_text,  ///< pop a value; push how it reads
    unary,         ///< UnaryOp a
    binary,        ///< BinaryOp a
    choose,        ///< pop otherwise, condition, then
    pick,          ///< pop b values and a key: push the value whose name the key is, of the b names
                   ///< in constants[a + 1] …; constants[a] is whose names they are
    skip_unless,   ///< unless the key that lies below c values names constants[a]: push nothing of
                   ///< type d, and skip b instructions
    call,          ///< builtin a with b arguments
    window,        ///< builtin a with b arguments, over the rows at hand in order
    reduce,        ///< builtin a over the rows at hand; with b, its parameter lies on top
    reduce_inner,  ///< the same over the rows of inner[c], whose values of the row around lie below
    local,         ///< push local a
    store,         ///< pop into local a
    predict,       ///< node a's column constants[c] for b values of its features
    draw           ///< builtin a with b arguments, from stream c
  };
  explicit Instruction(Op what, int a_value = 0, int b_value = 0, int c_value = 0, int d_value = 0,
                       Location place = {})
      : op(what), a(a_value), b(b_value), c(c_value), d(d_value), at(place) {}

  Op op;
  int a, b, c, d;
  Location at;
};

class Program;

/// The rows of another table, which an expression goes through for each row at hand: `sum(spots,
/// …)`.
struct InnerRows {
  TableRef table;
  std::vector<RowSource> sources;
  size_t around = 0;                    ///< how many values of the row around it lie on the stack
  std::shared_ptr<const Program> body;  ///< null: there is nothing but the rows themselves
};

/// What a program reads beside the graph.
struct Surroundings {
  const Table* rows = nullptr;        ///< whose columns are meant; null where there are none
  double p = 0;                       ///< the progress of an animation
  std::span<const Operand> joined{};  ///< columns in place of those of `rows`
  std::optional<size_t> joined_rows{};
  const Keys* keys = nullptr;         ///< of the joined rows, where they have some
  std::span<const Operand> locals{};  ///< the first of its locals
  std::span<Random> streams{};        ///< that it draws from

  bool has_rows() const { return rows || joined_rows; }
  size_t count() const { return rows ? rows->rows() : joined_rows.value_or(0); }
};

/// What a program is made of.
struct ProgramParts {
  std::vector<Instruction> code;
  std::vector<Operand> constants{};
  std::vector<LeafId> leaves{};
  std::vector<InnerRows> inner{};
  int locals = 0;
  int streams = 0;
};

/// An expression bound to a scene: immutable, usable from any thread.
class Program {
 public:
  Program() = default;
  Program(ProgramParts parts, ValueType type, bool per_row, Location at);

  ValueType type() const { return type_; }
  /// Whether it has a value for each row.
  bool per_row() const { return per_row_; }
  const std::vector<LeafId>& leaves() const { return parts_.leaves; }
  const Location& at() const { return at_; }
  /// How many streams it draws from.
  int streams() const { return parts_.streams; }
  /// Whether it reads nothing but literals.
  bool constant() const;
  /// Whether it is a column or a cell as it stands.
  bool plain() const {
    using Op = Instruction::Op;
    const Op last = parts_.code.empty() ? Op::constant : parts_.code.back().op;
    return last == Op::column || last == Op::cell || last == Op::record_cell;
  }
  /// Whether it reads `p`.
  bool uses_progress() const;
  /// Whether it goes over the rows at hand, so that all of them must be there.
  bool goes_over_rows() const;
  /// Whether it reads the keys of the rows at hand.
  bool reads_keys() const;
  /// The columns of the rows at hand that it reads.
  std::vector<int> columns() const;

  /// `rows` is the table whose rows the names of columns mean; null where there is none. `p` is
  /// the progress of an animation. Throws SceneError where an address misses.
  Operand run(const Evaluation& at, const Table* rows = nullptr, double p = 0) const {
    return run(at, Surroundings{.rows = rows, .p = p});
  }
  Operand run(const Evaluation& at, const Surroundings& around) const;

 private:
  ProgramParts parts_;
  ValueType type_ = ValueType::number;
  bool per_row_ = false;
  Location at_;
};

}  // namespace lantern
