#pragma once

#include "core/scene/compile/writing.h"

namespace lantern {

/// What the assignment writes: a param, a trace's step or a cell. Reports what is wrong and returns
/// nothing then.
std::optional<TargetId> find_assigned_target(const Writing& writing);

}  // namespace lantern
