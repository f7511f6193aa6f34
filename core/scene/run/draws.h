#pragma once

#include <span>

#include "core/base/random.h"
#include "core/diagnostics/location.h"
#include "core/expr/builtins.h"

namespace lantern {

/// What a function of chance draws, its arguments one value each. Throws SceneError where it cannot
/// be drawn from such; `at` is the call.
Operand drawn(const Builtin& function, std::span<const Operand> arguments, Random& random,
              const Location& at);

}  // namespace lantern
