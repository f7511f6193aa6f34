#pragma once

#include "core/scene/compile/writing.h"

namespace lantern {

/// A value that the script gives the leaf, within its range. Reports what is wrong and returns
/// nothing then.
std::optional<LeafValue> assigned_value(const Writing& writing, const SpecValue& value);

/// Of a trace's step: how far it goes, as the scene is when the step of the script starts.
std::optional<LeafValue> last_step(const Writing& writing);

}  // namespace lantern
