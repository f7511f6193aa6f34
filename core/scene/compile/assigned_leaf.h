#pragma once

#include "core/scene/compile/writing.h"

namespace lantern {

/// What the assignment writes: a param, a trace's step or a cell. Reports what is wrong and returns
/// nothing then.
std::optional<LeafId> find_assigned_leaf(const Writing& writing);

}  // namespace lantern
