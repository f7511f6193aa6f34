#include "core/scene/bind/address_binder.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/columns.h"
#include "core/scene/bind/address_head.h"
#include "core/scene/bind/address_steps.h"

namespace lantern {
namespace {

Reached rest_of(AddressWalk& walk, Reached here);

/// Whether the instance of a family hangs on a row or a moment.
bool chooses_live(const AddressWalk& walk, const Reached& here) {
  const auto& selectors = walk.address.selectors;
  return here.type == Reached::Type::family && walk.code && walk.next < selectors.size() &&
         selectors[walk.next].type == Selector::Type::computed_key &&
         !walk.keys.is_constant(selectors[walk.next].expr);
}

/// The rest of the address in every instance, and of those values the one that the key chooses.
Reached pick_instance(AddressWalk& walk, const Reached& family) {
  using Op = Instruction::Op;
  Typed out{ValueType::number, walk.keys.push(walk.address.selectors[walk.next].expr).per_row};
  const size_t rest = walk.next + 1;
  const auto& instances = family.family.instances;
  std::vector<std::string> keys;
  for (const auto& [key, node] : instances) keys.push_back(key);
  const int names = walk.add_names(walk.address.head, keys);
  for (size_t i = 0; i < instances.size(); ++i) {
    const auto depth = static_cast<int>(i);
    const size_t skip = walk.code->instructions.size();
    walk.emit(Instruction(Op::skip_unless, names + 1 + depth, 0, depth), out.type);
    walk.next = rest;
    Reached here{Reached::Type::node};
    here.node = instances[i].second;
    here = rest_of(walk, here);
    if (here.type != Reached::Type::value) return here;  // no single value: told by the caller
    out = {here.typed.type, out.per_row || here.typed.per_row};
    Instruction& skipping = walk.code->instructions[skip];
    skipping.b = static_cast<int>(walk.code->instructions.size() - skip - 1);
    skipping.d = static_cast<int>(out.type);
  }
  return walk.pick(names, instances.size(), out);
}

Reached rest_of(AddressWalk& walk, Reached here) {
  const auto& selectors = walk.address.selectors;
  while (walk.next < selectors.size()) {
    if (chooses_live(walk, here)) here = pick_instance(walk, here);
    else here = step_along(walk, here, selectors[walk.next++]);
  }
  return here;
}

Reached end_of(AddressWalk& walk) {
  return rest_of(walk, head_of(walk));
}

/// A column of the rows at hand, by its table's name.
bool is_own_column(const AddressWalk& walk) {
  return walk.scope.row && walk.scope.row_table == walk.address.head &&
         walk.address.selectors.size() == 1;
}

std::string mend_of_column(const AddressWalk& walk, const Reached& here) {
  const std::string& head = walk.address.head;
  const auto shape = here.node >= 0 ? walk.node(here).predictor() : std::nullopt;
  if (shape && walk.address.selectors.back().name == "predicted") {
    Address model = walk.address;
    model.selectors.pop_back();
    return fmt::format("what it says of a place is {}.predict({}); of its rows, choose one by @key",
                       to_string(model), fmt::join(shape->features, ", "));
  }
  if (is_own_column(walk)) {
    return fmt::format("of the row at hand: {}; of all rows: {}.mean, .max, .sum …",
                       walk.address.selectors.back().name, to_string(walk.address));
  }
  return fmt::format(
      "choose a row by @key, ask for .mean, .max, .sum …, or go over its rows: sum({}, …)", head);
}

[[noreturn]] void stop_no_value(const AddressWalk& walk, const Reached& here) {
  const std::string written = in_quotes(to_string(walk.address));
  switch (here.type) {
    case Reached::Type::table_column:
      walk.wrong("unknown-name",
                 fmt::format("{} is {}", written,
                             is_own_column(walk) ? "a whole column" : "a column of another table"),
                 mend_of_column(walk, here));
    case Reached::Type::row:
    case Reached::Type::record:
      walk.wrong("unknown-name", fmt::format("{} is a row", written),
                 fmt::format("ask for one of its columns: {}",
                             join_and(column_names(walk.shape(here).schema))));
    case Reached::Type::node:
      walk.wrong("unknown-name", fmt::format("{} is no single value", written),
                 fmt::format("ask for {}", join_or(walk.output_names(here))));
    default:
      walk.wrong("unknown-name", fmt::format("{} is no single value", written));
  }
}

}  // namespace

std::optional<Typed> bind_address_value(const Address& address, const Location& at,
                                        const Scope& scope, const Graph& graph,
                                        Diagnostics& diagnostics, Code& code, const KeyBinder& keys,
                                        std::optional<ValueType> wanted) {
  AddressWalk walk{address, at, scope, graph, diagnostics, keys, &code, wanted};
  try {
    const Reached here = end_of(walk);
    if (here.type == Reached::Type::value) return here.typed;
    stop_no_value(walk, here);
  } catch (const StopAddress&) {
    return std::nullopt;
  }
}

std::optional<NodeId> bind_address_node(const Address& address, const Location& at,
                                        const Scope& scope, const Graph& graph,
                                        Diagnostics& diagnostics, const KeyBinder& keys) {
  AddressWalk walk{address, at, scope, graph, diagnostics, keys};
  try {
    const Reached here = end_of(walk);
    if (here.type == Reached::Type::node) return here.node;
    if (here.type == Reached::Type::family && !here.family.instances.empty()) {
      walk.wrong("unknown-name",
                 fmt::format("{} is made for each item of a list", in_quotes(to_string(address))),
                 fmt::format("choose one by its key: {}@{}", address.head,
                             here.family.instances.front().first));
    }
    walk.wrong("unknown-name", fmt::format("{} is no model", in_quotes(to_string(address))));
  } catch (const StopAddress&) {
    return std::nullopt;
  }
}

std::optional<TableRef> bind_address_table(const Address& address, const Location& at,
                                           const Scope& scope, const Graph& graph,
                                           Diagnostics& diagnostics, const KeyBinder& keys) {
  AddressWalk walk{address, at, scope, graph, diagnostics, keys};
  try {
    Reached here = end_of(walk);
    if (here.type == Reached::Type::family && here.family.table >= 0) {
      return TableRef{here.family.table, 0};
    }
    if (here.type == Reached::Type::node) here = main_table(walk, here);
    if (here.type == Reached::Type::table) return TableRef{here.node, here.output};
    const auto& instances = here.family.instances;
    const bool several = here.type == Reached::Type::family && !instances.empty();
    walk.wrong("unknown-name", fmt::format("{} is no table", in_quotes(to_string(address))),
               several ? fmt::format("there is one for each item of a list: choose one by its key: "
                                     "{}@{}, or go through them with `each`",
                                     address.head, instances.front().first)
                       : "");
  } catch (const StopAddress&) {
    return std::nullopt;
  }
}

}  // namespace lantern
