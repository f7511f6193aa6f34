#pragma once

#include <span>
#include <string>

#include "core/diagnostics/location.h"
#include "core/expr/operand.h"

namespace lantern {

/// Whether the key is that name, in any row; numbers may be written in several ways.
bool names_any(const Operand& key, const std::string& name);

/// Which of these names a key is. Throws SceneError where it is none; `whose` names it there.
int place_of(const std::string& key, std::span<const Operand> names, const std::string& whose,
             const Location& at);

}  // namespace lantern
