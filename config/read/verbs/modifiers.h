#pragma once

#include <vector>

#include "config/read/verbs/verb_reader.h"
#include "core/record/field.h"

namespace lantern {

/// A key of a step that says how its verbs do what they do.
struct Modifier {
  Field key;
  void (*read)(const ReadContext& context, const Field& key, const YamlNode& node,
               StepSpec& step) = nullptr;
  bool VerbForm::*wants = nullptr;  ///< of the verbs that it works on; null: any, or none
  bool of_blocks = false;           ///< a block may have it
};

/// All of them, in the order of the grammar.
const std::vector<Modifier>& modifiers();

}  // namespace lantern
