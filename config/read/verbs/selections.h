#pragma once

#include "config/read/verbs/verb_reader.h"

namespace lantern {

/// Marks: a name, or a list of them.
std::vector<SelectionSpec> read_selections(const VerbContext& in, const YamlNode& node);

}  // namespace lantern
