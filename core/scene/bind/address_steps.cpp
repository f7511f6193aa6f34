#include "core/scene/bind/address_steps.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/columns.h"

namespace lantern {
namespace {

/// The output that a node's own name stands for where a table is wanted.
constexpr std::string_view kRows = "rows";

[[noreturn]] void stop_unknown_column(const AddressWalk& walk, const Reached& from,
                                      const Selector& selector, std::string_view besides = "") {
  const std::vector<std::string> known = column_names(walk.shape(from).schema);
  walk.wrong_at(selector,
                fmt::format("{} has no column {}{}", walk.node(from).name(),
                            in_quotes(selector.name), did_you_mean(selector.name, known)),
                fmt::format("it has {}{}", join_and(known), besides));
}

Reached step_in_value(AddressWalk& walk, const Reached& from, const Selector& selector) {
  const bool text = from.typed.type == ValueType::text;
  if (selector.type != Selector::Type::member || selector.name != "text" || !text) {
    walk.wrong_at(
        selector,
        fmt::format("a {} has no part {}", name_of(from.typed.type), in_quotes(selector.name)),
        text ? "only .text, how the value reads" : "");
  }
  return walk.emit(Instruction(Instruction::Op::meaning_text), ValueType::text, from.typed.per_row);
}

// ---- in tables

void check_key(const AddressWalk& walk, const Reached& from, const Selector& selector) {
  const Table* table = walk.scope.names->fixed_table(from.node, from.output);
  if (!table || table->keys().find(selector.name)) return;
  const std::string& by = walk.shape(from).key_name;
  walk.wrong_at(selector,
                fmt::format("no row {} in {}{}{}", in_quotes(selector.name), walk.node(from).name(),
                            by.empty() ? "" : fmt::format(" (key: {})", by),
                            did_you_mean(selector.name, *table->keys().names())));
}

void push_key(AddressWalk& walk, const Reached& from, const Selector& selector) {
  if (!walk.code) walk.wrong_at(selector, "a row is no table");
  if (selector.type == Selector::Type::computed_key) {
    walk.key_per_row = walk.keys.push(selector.expr).per_row;
    return;
  }
  check_key(walk, from, selector);
  walk.constant(Operand::of(selector.name));
}

Reached step_in_table(AddressWalk& walk, const Reached& from, const Selector& selector) {
  Reached here = from;
  if (selector.type != Selector::Type::member) {
    push_key(walk, from, selector);
    here.type = Reached::Type::row;
    return here;
  }
  here.column = find_column(walk.shape(from).schema, selector.name);
  if (here.column >= 0) {
    here.type = Reached::Type::table_column;
    return here;
  }
  if (selector.name != "count") stop_unknown_column(walk, from, selector, ", and .count");
  return walk.emit_of(here, Instruction(Instruction::Op::row_count, here.node, here.output),
                      ValueType::number);
}

Reached step_in_row(AddressWalk& walk, const Reached& from, const Selector& selector,
                    Instruction::Op op) {
  const Schema& schema = walk.shape(from).schema;
  const int column = find_column(schema, selector.name);
  if (selector.type != Selector::Type::member || column < 0) {
    stop_unknown_column(walk, from, selector);
  }
  return walk.emit_of(from, Instruction(op, from.node, from.output, column),
                      value_type(schema[size_t(column)].type),
                      op == Instruction::Op::cell && walk.key_per_row);
}

Reached step_in_column(AddressWalk& walk, const Reached& from, const Selector& selector) {
  for (const auto& [name, aggregate] : aggregates()) {
    if (selector.type != Selector::Type::member || selector.name != name) continue;
    const ColumnDecl& column = walk.shape(from).schema[size_t(from.column)];
    const bool one = aggregate == Aggregate::first || aggregate == Aggregate::last;
    if (column.type == ColumnType::text && !one && aggregate != Aggregate::count) {
      walk.wrong_at(selector, "texts have only .count, .first and .last",
                    column.slip ? to_string(*column.slip) : "");
    }
    return walk.emit_of(from,
                        Instruction(Instruction::Op::aggregate, from.node, from.output, from.column,
                                    static_cast<int>(aggregate)),
                        one ? value_type(column.type) : ValueType::number);
  }
  std::vector<std::string> names;
  for (const auto& [name, aggregate] : aggregates()) names.emplace_back(name);
  walk.wrong_at(selector,
                fmt::format("a column has no part {}{}", in_quotes(selector.name),
                            did_you_mean(selector.name, names)),
                fmt::format("it has {}", join_and(names)));
}

// ---- in models

Reached step_to_output(AddressWalk& walk, const Reached& from, const Selector& selector) {
  const bool member = selector.type == Selector::Type::member;
  const int output = member ? walk.node(from).find_output(selector.name) : -1;
  if (!member || (output < 0 && walk.node(from).find_output(kRows) >= 0)) {
    return step_in_table(walk, main_table(walk, from), selector);
  }
  if (output < 0) {
    const std::vector<std::string> known = walk.output_names(from);
    walk.wrong_at(selector,
                  fmt::format("{} has no output {}{}", walk.node(from).name(),
                              in_quotes(selector.name), did_you_mean(selector.name, known)),
                  fmt::format("it has {}", join_and(known)));
  }
  Reached here = from;
  here.output = output;
  const ValueType type = walk.shape(here).type;
  if (type == ValueType::table) here.type = Reached::Type::table;
  else if (type == ValueType::record) here.type = Reached::Type::record;
  else
    return walk.emit_of(here, Instruction(Instruction::Op::output, here.node, here.output), type);
  return here;
}

std::string instance_key(const AddressWalk& walk, const Selector& selector) {
  if (selector.type != Selector::Type::computed_key) return selector.name;
  const Operand chosen = walk.constant_key(selector, "the key of an instance");
  return chosen.type == ValueType::text ? chosen.text : shortest(chosen.number);
}

Reached step_to_instance(const AddressWalk& walk, const Reached& from, const Selector& selector) {
  const std::string& family = walk.address.head;
  const auto& instances = from.family.instances;
  if (selector.type == Selector::Type::member) {
    walk.wrong_at(selector, fmt::format("{} is made for each item of a list", in_quotes(family)),
                  fmt::format("choose one by its key: {}@{}", family,
                              instances.empty() ? "key" : instances[0].first));
  }
  const std::string key = instance_key(walk, selector);
  const NodeId* instance = from.family.find(key);
  for (const auto& [name, node] : instances) {  // of a number, however it is written
    if (instance || selector.type != Selector::Type::computed_key) break;
    if (parse_number(key) && parse_number(name) == parse_number(key)) instance = &node;
  }
  if (!instance) walk.wrong_at(selector, fmt::format("there is no {}@{}", family, key));
  Reached here{Reached::Type::node};
  here.node = *instance;
  return here;
}

}  // namespace

Reached main_table(const AddressWalk& walk, const Reached& from) {
  Reached here = from;
  here.type = Reached::Type::table;
  here.output = walk.node(from).find_output(kRows);
  if (here.output >= 0) return here;
  walk.wrong("unknown-name", fmt::format("{} is no table", in_quotes(walk.node(from).name())),
             fmt::format("it has {}", join_and(walk.output_names(from))));
}

Reached step_along(AddressWalk& walk, const Reached& from, const Selector& selector) {
  switch (from.type) {
    case Reached::Type::value:
      return step_in_value(walk, from, selector);
    case Reached::Type::node:
      return step_to_output(walk, from, selector);
    case Reached::Type::family:
      return step_to_instance(walk, from, selector);
    case Reached::Type::table:
      return step_in_table(walk, from, selector);
    case Reached::Type::table_column:
      return step_in_column(walk, from, selector);
    case Reached::Type::row:
      return step_in_row(walk, from, selector, Instruction::Op::cell);
    case Reached::Type::record:
      return step_in_row(walk, from, selector, Instruction::Op::record_cell);
  }
  throw StopAddress{};
}

}  // namespace lantern
