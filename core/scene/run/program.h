#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "core/expr/builtins.h"
#include "core/expr/operand.h"
#include "core/scene/run/aggregates.h"
#include "core/scene/run/evaluation.h"

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
    call           ///< builtin a with b arguments
  };
  explicit Instruction(Op what, int a_value = 0, int b_value = 0, int c_value = 0, int d_value = 0,
                       Location place = {})
      : op(what), a(a_value), b(b_value), c(c_value), d(d_value), at(place) {}

  Op op;
  int a, b, c, d;
  Location at;
};

/// An expression bound to a scene: immutable, usable from any thread.
class Program {
 public:
  Program() = default;
  Program(std::vector<Instruction> code, std::vector<Operand> constants, ValueType type,
          bool per_row, std::vector<LeafId> leaves, Location at);

  ValueType type() const { return type_; }
  /// Whether it has a value for each row.
  bool per_row() const { return per_row_; }
  const std::vector<LeafId>& leaves() const { return leaves_; }
  const Location& at() const { return at_; }
  /// Whether it reads nothing but literals.
  bool constant() const;
  /// Whether it is a column or a cell as it stands.
  bool plain() const {
    using Op = Instruction::Op;
    const Op last = code_.empty() ? Op::constant : code_.back().op;
    return last == Op::column || last == Op::cell || last == Op::record_cell;
  }
  /// Whether it reads `p`.
  bool uses_progress() const;

  /// `rows` is the table whose rows the names of columns mean; null where there is none. `p` is
  /// the progress of an animation. Throws SceneError where an address misses.
  Operand run(const Evaluation& at, const Table* rows = nullptr, double p = 0) const;

 private:
  std::vector<Instruction> code_;
  std::vector<Operand> constants_;
  ValueType type_ = ValueType::number;
  bool per_row_ = false;
  std::vector<LeafId> leaves_;
  Location at_;
};

}  // namespace lantern
