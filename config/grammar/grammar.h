#pragma once

#include "core/record/field.h"

namespace lantern {

// The keys of the parts of a script that are not registered kinds, described like those: the
// reader's checks, the schema and the documentation come from here. The value of a `special` key
// has a form that the schema defines (`time`, `steps`, …): `Field::record` names it. A step's keys
// are in config/read/verbs.

const Kind& scene_grammar();
const Kind& canvas_grammar();
const Kind& layout_grammar();
const Kind& layout_shapes_grammar();
const Kind& step_defaults_grammar();
const Kind& meaning_grammar();
const Kind& param_grammar();
const Kind& data_grammar();
const Kind& say_grammar();
const Kind& loop_grammar();
const Kind& camera_grammar();

constexpr double kMostLoops = 1000;
constexpr double kMostZoom = 100;

}  // namespace lantern
