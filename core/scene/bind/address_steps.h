#pragma once

#include "core/scene/bind/address_walk.h"

namespace lantern {

/// Where a selector leads from what the address has reached.
Reached step_along(AddressWalk& walk, const Reached& from, const Selector& selector);

/// The table that a node's own name stands for where a table is wanted.
Reached main_table(const AddressWalk& walk, const Reached& from);

}  // namespace lantern
