#include "core/scene/bind/code.h"

namespace lantern {

Typed Code::push_constant(Operand operand, const Location& at) {
  const Typed typed{operand.type, false};
  constants.push_back(std::move(operand));
  push(Instruction(Instruction::Op::constant, static_cast<int>(constants.size()) - 1, 0, 0, 0, at));
  return typed;
}

}  // namespace lantern
