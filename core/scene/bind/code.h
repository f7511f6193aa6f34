#pragma once

#include <vector>

#include "core/scene/run/graph.h"
#include "core/scene/run/program.h"

namespace lantern {

/// The type of what a piece of code leaves on the stack.
struct Typed {
  ValueType type = ValueType::number;
  bool per_row = false;
};

/// A program while it is written.
struct Code {
  std::vector<Instruction> instructions;
  std::vector<Operand> constants;
  std::vector<LeafId> leaves;
  std::vector<InnerRows> inner;
  size_t within = 0;  ///< how many instructions `inner` has
  int locals = 0;     ///< how many slots there are
  int streams = 0;    ///< how many draws

  size_t length() const { return instructions.size() + within; }
  void push(Instruction instruction) { instructions.push_back(std::move(instruction)); }
  Typed push_constant(Operand operand, const Location& at);
  ProgramParts take() {
    return {std::move(instructions),
            std::move(constants),
            std::move(leaves),
            std::move(inner),
            locals,
            streams};
  }
  /// The code depends on all that the node depends on.
  void depend_on(const Graph& graph, NodeId node) {
    merge_leaves(leaves, graph.nodes[static_cast<size_t>(node)]->leaves());
  }
};

}  // namespace lantern
