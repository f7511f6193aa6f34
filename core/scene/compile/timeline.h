#pragma once

#include "core/scene/compile/compiler.h"
#include "core/scene/run/timeline.h"

namespace lantern {

/// Gives every step its time and every leaf its track. Reports what is wrong.
Timeline compile_timeline(Compiler& compiler, Memo& memo);

}  // namespace lantern
