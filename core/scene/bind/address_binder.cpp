#include "core/scene/bind/address_binder.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/columns.h"
#include "core/scene/bind/address_head.h"
#include "core/scene/bind/address_steps.h"

namespace lantern {
namespace {

Reached end_of(AddressWalk& walk) {
  Reached here = head_of(walk);
  const auto& selectors = walk.address.selectors;
  while (walk.next < selectors.size()) here = step_along(walk, here, selectors[walk.next++]);
  return here;
}

[[noreturn]] void stop_no_value(const AddressWalk& walk, const Reached& here) {
  const std::string written = in_quotes(to_string(walk.address));
  switch (here.type) {
    case Reached::Type::table_column:
      walk.wrong("unknown-name", fmt::format("{} is a column of another table", written),
                 "choose a row by @key, or ask for .mean, .max, .sum …");
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
                                        Diagnostics& diagnostics, Code& code,
                                        const KeyBinder& keys) {
  AddressWalk walk{address, at, scope, graph, diagnostics, keys, &code};
  try {
    const Reached here = end_of(walk);
    if (here.type == Reached::Type::value) return here.typed;
    stop_no_value(walk, here);
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
    if (here.type == Reached::Type::node) here = main_table(walk, here);
    if (here.type == Reached::Type::table) return TableRef{here.node, here.output};
    walk.wrong("unknown-name", fmt::format("{} is no table", in_quotes(to_string(address))));
  } catch (const StopAddress&) {
    return std::nullopt;
  }
}

}  // namespace lantern
