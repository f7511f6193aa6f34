#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/spec/vocabulary.h"

namespace lantern {

/// What editors complete and check scripts with: a JSON Schema (draft-07) made of the descriptions
/// that the reader itself works with. It knows shapes and words; what a name stands for, only the
/// compiler knows.
nlohmann::ordered_json scene_schema(const Vocabulary& vocabulary);

}  // namespace lantern
