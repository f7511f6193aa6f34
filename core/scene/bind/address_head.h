#pragma once

#include "core/scene/bind/address_walk.h"

namespace lantern {

/// What the first name of an address means: a column of the rows at hand, a variable of `each` or a
/// name of the scene. Exactly one of them must know it. "row.score" and "scene.name" say which.
Reached head_of(AddressWalk& walk);

}  // namespace lantern
