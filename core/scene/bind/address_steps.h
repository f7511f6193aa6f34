#pragma once

#include <functional>
#include <string>

#include "core/scene/bind/address_walk.h"

namespace lantern {

/// Where a selector leads from what the address has reached.
Reached step_along(AddressWalk& walk, const Reached& from, const Selector& selector);

/// The column whose name is computed, live or for each row: of those of numbers, or of texts where
/// there are none. `push` pushes the value of one.
Reached pick_column(AddressWalk& walk, const Selector& selector, const Schema& schema,
                    const std::string& table, const std::function<Reached(int)>& push);

/// The table that a node's own name stands for where a table is wanted.
Reached main_table(const AddressWalk& walk, const Reached& from);

}  // namespace lantern
