#pragma once

#include "core/spec/field.h"

namespace lantern {

// The keys of the parts of a script that are not registered kinds, described like those: the
// reader's checks, the schema and the documentation come from here.

const Kind& scene_grammar();
const Kind& canvas_grammar();
const Kind& layout_grammar();
const Kind& step_defaults_grammar();
const Kind& meaning_grammar();
const Kind& param_grammar();
const Kind& data_grammar();
const Kind& step_grammar();
const Kind& say_grammar();

}  // namespace lantern
