#pragma once

#include "core/scene/compile/step_verb.h"

namespace lantern {

/// Every verb of the timeline, in the order in which they take effect.
VerbList verbs();

}  // namespace lantern
