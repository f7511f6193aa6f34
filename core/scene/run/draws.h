#pragma once

#include <span>

#include "core/base/random.h"
#include "core/expr/builtins.h"

namespace lantern {

/// What a function of chance draws, its arguments one value each.
Operand drawn(const Builtin& function, std::span<const Operand> arguments, Random& random);

}  // namespace lantern
