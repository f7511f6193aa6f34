#pragma once

#include "config/yaml/yaml_node.h"
#include "core/diagnostics/diagnostics.h"

namespace lantern {

/// A comma inside an unquoted call ends the value for YAML: `{o: =min(a, b)}` is the key `o` with
/// "=min(a" and the key "b)" with nothing. Reports each such comma and puts the pieces together
/// again, so that the rest of the script is checked as it was meant.
YamlPtr rejoin_split_expressions(const Sources& sources, const YamlPtr& root,
                                 Diagnostics& diagnostics);

}  // namespace lantern
