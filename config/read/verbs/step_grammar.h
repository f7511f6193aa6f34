#pragma once

#include "core/record/field.h"

namespace lantern {

/// The keys of a step: its verbs, its modifiers, and what makes it a block of others.
const Kind& step_grammar();

}  // namespace lantern
