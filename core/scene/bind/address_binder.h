#pragma once

#include <optional>

#include "core/scene/bind/address_walk.h"

namespace lantern {

/// Writes code that pushes the value an address names. Reports mistakes and returns nothing then.
/// Where a name means several things, those that cannot have the type that is wanted do not count.
std::optional<Typed> bind_address_value(const Address& address, const Location& at,
                                        const Scope& scope, const Graph& graph,
                                        Diagnostics& diagnostics, Code& code, const KeyBinder& keys,
                                        std::optional<ValueType> wanted = {});

/// Finds the table or model that an address names, or of several the instance.
std::optional<NodeId> bind_address_node(const Address& address, const Location& at,
                                        const Scope& scope, const Graph& graph,
                                        Diagnostics& diagnostics, const KeyBinder& keys);

/// Finds the table that an address names, by the same rules.
std::optional<TableRef> bind_address_table(const Address& address, const Location& at,
                                           const Scope& scope, const Graph& graph,
                                           Diagnostics& diagnostics, const KeyBinder& keys);

}  // namespace lantern
