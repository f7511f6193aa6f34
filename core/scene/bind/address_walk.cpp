#include "core/scene/bind/address_walk.h"

namespace lantern {

Reached AddressWalk::emit(Instruction instruction, ValueType type, bool per_row) {
  instruction.at = at;
  if (code) code->push(instruction);
  Reached here{Reached::Type::value};
  here.typed = {type, per_row};
  return here;
}

Reached AddressWalk::emit_of(const Reached& from, Instruction instruction, ValueType type,
                             bool per_row) {
  if (code) code->depend_on(graph, from.node);
  return emit(instruction, type, per_row);
}

Reached AddressWalk::constant(Operand operand) {
  Reached here{Reached::Type::value};
  here.typed = {operand.type, false};
  if (code) code->push_constant(std::move(operand), at);
  return here;
}

int AddressWalk::add_names(std::string of, const std::vector<std::string>& names) {
  const auto first = static_cast<int>(code->constants.size());
  code->constants.push_back(Operand::of(std::move(of)));
  for (const std::string& name : names) code->constants.push_back(Operand::of(name));
  return first;
}

Reached AddressWalk::pick(int of, size_t names, const Typed& value) {
  return emit(Instruction(Instruction::Op::pick, of, static_cast<int>(names)), value.type,
              value.per_row);
}

Reached AddressWalk::pick(std::string of, const std::vector<std::string>& names,
                          const Typed& value) {
  return pick(add_names(std::move(of), names), names.size(), value);
}

Operand AddressWalk::constant_key(const Selector& selector, std::string_view what) const {
  auto chosen = keys.constant(selector.expr, what);
  if (!chosen) throw StopAddress{};
  return std::move(*chosen);
}

std::vector<std::string> AddressWalk::output_names(const Reached& here) const {
  std::vector<std::string> names;
  for (const OutputShape& output : node(here).outputs()) names.push_back(output.name);
  return names;
}

void AddressWalk::wrong(std::string_view mistake, std::string message, std::string hint) const {
  diagnostics.error(mistake, at, std::move(message), std::move(hint));
  throw StopAddress{};
}

void AddressWalk::wrong_at(const Selector& selector, std::string message, std::string hint) const {
  diagnostics.error("unknown-name", selector.at, std::move(message), std::move(hint));
  throw StopAddress{};
}

}  // namespace lantern
