#pragma once

#include "config/yaml/yaml_node.h"
#include "core/diagnostics/diagnostics.h"

namespace lantern {

/// The place of `length` bytes at byte `offset` of a scalar's value: follows folding and escapes.
Location locate_in_scalar(const Sources& sources, const YamlNode& scalar, size_t offset,
                          size_t length);

}  // namespace lantern
