#include "core/scene/bind/address_steps.h"

#include <algorithm>

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

/// Pushes the key of the row that has been reached; true where each row at hand has its own.
bool push_key(AddressWalk& walk, const Reached& row) {
  if (row.key && row.key->type == Selector::Type::computed_key) {
    return walk.keys.push(row.key->expr).per_row;
  }
  walk.constant(Operand::of(row.key ? row.key->name : row.key_of_variable));
  return false;
}

Reached step_in_table(AddressWalk& walk, const Reached& from, const Selector& selector) {
  Reached here = from;
  if (selector.type != Selector::Type::member) {
    if (!walk.code) walk.wrong_at(selector, "a row is no table");
    if (selector.type == Selector::Type::key) check_key(walk, from, selector);
    here.type = Reached::Type::row;
    here.key = &selector;
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

/// Pushes the cell of the row that has been reached.
Reached push_cell(AddressWalk& walk, const Reached& from, int column) {
  const bool record = from.type == Reached::Type::record;
  const bool per_row = !record && push_key(walk, from);
  const auto op = record ? Instruction::Op::record_cell : Instruction::Op::cell;
  return walk.emit_of(from, Instruction(op, from.node, from.output, column),
                      value_type(walk.shape(from).schema[size_t(column)].type), per_row);
}

/// The column that a key names: `epochs@(n)@(metric)`.
Reached step_to_keyed_cell(AddressWalk& walk, const Reached& from, const Selector& selector) {
  const Schema& schema = walk.shape(from).schema;
  if (walk.keys.is_constant(selector.expr)) {
    Selector named = selector;
    named.name = key_text(walk.constant_key(selector, "the name of a column"));
    const int column = find_column(schema, named.name);
    if (column < 0) stop_unknown_column(walk, from, named);
    return push_cell(walk, from, column);
  }
  return pick_column(walk, selector, schema, walk.node(from).name(),
                     [&](int column) { return push_cell(walk, from, column); });
}

Reached step_in_row(AddressWalk& walk, const Reached& from, const Selector& selector) {
  if (selector.type == Selector::Type::computed_key) {
    return step_to_keyed_cell(walk, from, selector);
  }
  const int column = find_column(walk.shape(from).schema, selector.name);
  if (column < 0) stop_unknown_column(walk, from, selector);
  return push_cell(walk, from, column);
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

bool is_single(const OutputShape& output) {
  return output.type == ValueType::number || output.type == ValueType::boolean ||
         output.type == ValueType::text;
}

/// What an instance of a family has not, for the end of a hint.
std::string_view but_no_variables(const AddressWalk& walk, const Reached& from) {
  const bool instance = walk.node(from).name().find('@') != std::string::npos;
  return instance ? "; the variables of its `each` are not in it: go through their list beside "
                    "it, each: {a: fits, b: list}"
                  : "";
}

/// A name that is neither one of a model's outputs nor a column of its rows.
[[noreturn]] void stop_neither(const AddressWalk& walk, const Reached& from,
                               const Selector& selector) {
  std::vector<std::string> known = walk.output_names(from);
  const std::vector<std::string> columns = column_names(walk.shape(main_table(walk, from)).schema);
  std::vector<std::string> all = known;
  all.insert(all.end(), columns.begin(), columns.end());
  const auto shape = walk.node(from).predictor();
  if (shape && selector.name == "predict") {
    walk.wrong_at(
        selector,
        fmt::format("{} is a function here, and asked of nothing", in_quotes(selector.name)),
        fmt::format("write {}.{}({}); where a function is meant, {} alone", walk.address.head,
                    selector.name, fmt::join(shape->features, ", "), walk.address.head));
  }
  walk.wrong_at(
      selector,
      fmt::format("{} has no output or column {}{}", walk.node(from).name(),
                  in_quotes(selector.name), did_you_mean(selector.name, all)),
      fmt::format("it has {}; columns of its rows are {}", join_and(known), join_and(columns)));
}

/// The single values of a model that a key can choose from: its numbers, if it has some.
std::vector<int> outputs_to_pick(const AddressWalk& walk, const Reached& from) {
  const auto& outputs = walk.node(from).outputs();
  const bool numbers = std::any_of(outputs.begin(), outputs.end(), [](const OutputShape& output) {
    return output.type == ValueType::number;
  });
  std::vector<int> out;
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (numbers ? outputs[i].type == ValueType::number : outputs[i].type == ValueType::text) {
      out.push_back(static_cast<int>(i));
    }
  }
  return out;
}

/// A key at the end of an address to a model with single values is the name of one of them: a row
/// would be no value.
bool names_output(const AddressWalk& walk, const Reached& from, const Selector& selector) {
  const auto& outputs = walk.node(from).outputs();
  return walk.code && selector.type == Selector::Type::computed_key &&
         walk.next == walk.address.selectors.size() &&
         std::any_of(outputs.begin(), outputs.end(), is_single);
}

Reached push_output(AddressWalk& walk, const Reached& from, int output) {
  return walk.emit_of(from, Instruction(Instruction::Op::output, from.node, output),
                      walk.node(from).outputs()[size_t(output)].type);
}

[[noreturn]] void stop_no_output(const AddressWalk& walk, const Reached& from,
                                 const Selector& selector, const std::string& name) {
  const std::vector<std::string> known = walk.output_names(from);
  walk.wrong_at(selector,
                fmt::format("{} has no output {}{}", walk.node(from).name(), in_quotes(name),
                            did_you_mean(name, known)),
                fmt::format("it has {}{}", join_and(known), but_no_variables(walk, from)));
}

/// `now@(metric)`
Reached step_to_named_output(AddressWalk& walk, const Reached& from, const Selector& selector) {
  if (walk.keys.is_constant(selector.expr)) {
    const std::string name = key_text(walk.constant_key(selector, "the name of an output"));
    const int output = walk.node(from).find_output(name);
    if (output < 0 || !is_single(walk.node(from).outputs()[size_t(output)])) {
      stop_no_output(walk, from, selector, name);
    }
    return push_output(walk, from, output);
  }
  Typed out{ValueType::text, walk.keys.push(selector.expr).per_row};
  std::vector<std::string> names;
  for (const int output : outputs_to_pick(walk, from)) {
    out.type = push_output(walk, from, output).typed.type;
    names.push_back(walk.node(from).outputs()[size_t(output)].name);
  }
  return walk.pick(walk.node(from).name(), names, out);
}

Reached step_to_output(AddressWalk& walk, const Reached& from, const Selector& selector) {
  if (names_output(walk, from, selector)) return step_to_named_output(walk, from, selector);
  const bool member = selector.type == Selector::Type::member;
  const int output = member ? walk.node(from).find_output(selector.name) : -1;
  if (!member || (output < 0 && walk.node(from).find_output(kRows) >= 0)) {
    const Reached rows = main_table(walk, from);
    const bool known = !member || selector.name == "count" ||
                       find_column(walk.shape(rows).schema, selector.name) >= 0;
    if (!known && walk.node(from).outputs().size() > 1) stop_neither(walk, from, selector);
    return step_in_table(walk, rows, selector);
  }
  if (output < 0) stop_no_output(walk, from, selector, selector.name);
  Reached here = from;
  here.output = output;
  const ValueType type = walk.shape(here).type;
  if (type == ValueType::table) here.type = Reached::Type::table;
  else if (type == ValueType::record) here.type = Reached::Type::record;
  else return push_output(walk, from, output);
  return here;
}

std::string instance_key(const AddressWalk& walk, const Selector& selector) {
  if (selector.type != Selector::Type::computed_key) return selector.name;
  return key_text(walk.constant_key(selector, kInstanceKey));
}

[[noreturn]] void stop_no_instance(const AddressWalk& walk, const Reached& from,
                                   const Selector& selector, const std::string& key) {
  constexpr size_t kMost = 12;
  const auto& instances = from.family.instances;
  std::vector<std::string> keys;
  for (size_t i = 0; i < std::min(kMost, instances.size()); ++i) keys.push_back(instances[i].first);
  if (keys.size() < instances.size()) keys.emplace_back("…");
  std::string hint = keys.empty() ? "" : "it has " + join_and(keys);
  if (selector.type != Selector::Type::computed_key && !parse_number(key)) {
    hint +=
        fmt::format("; what is computed stands in parentheses: {}@({})", walk.address.head, key);
  }
  walk.wrong_at(selector, fmt::format("there is no {}@{}", walk.address.head, key), hint);
}

Reached step_to_instance(AddressWalk& walk, const Reached& from, const Selector& selector) {
  const std::string& family = walk.address.head;
  const auto& instances = from.family.instances;
  if (selector.type == Selector::Type::member && from.family.table >= 0) {
    Reached all{Reached::Type::table};
    all.node = from.family.table;
    if (selector.name == "count" || find_column(walk.shape(all).schema, selector.name) >= 0) {
      return step_in_table(walk, all, selector);
    }
  }
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
  if (!instance) stop_no_instance(walk, from, selector, key);
  Reached here{Reached::Type::node};
  here.node = *instance;
  return here;
}

}  // namespace

Reached pick_column(AddressWalk& walk, const Selector& selector, const Schema& schema,
                    const std::string& table, const std::function<Reached(int)>& push) {
  Typed out{ValueType::text, walk.keys.push(selector.expr).per_row};
  for (const ColumnDecl& column : schema) {
    if (column.type == ColumnType::number) out.type = ValueType::number;
  }
  std::vector<std::string> names;
  for (size_t i = 0; i < schema.size(); ++i) {
    if (value_type(schema[i].type) != out.type) continue;
    out.per_row = push(static_cast<int>(i)).typed.per_row || out.per_row;
    names.push_back(schema[i].name);
  }
  return walk.pick(table, names, out);
}

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
    case Reached::Type::record:
      return step_in_row(walk, from, selector);
  }
  throw StopAddress{};
}

}  // namespace lantern
