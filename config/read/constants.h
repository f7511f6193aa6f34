#pragma once

#include <string_view>

#include "config/read/context.h"
#include "core/spec/spec_value.h"

// Bare constants, as they stand in tables, params, lists and assignments. Everywhere an unquoted
// number is a number; anything else is a word, a number in quotes too.

namespace lantern {

/// The constant that a scalar is.
SpecValue constant_in(const YamlNode& scalar);

/// The same of any node: what is no scalar is reported, and the value is not given then.
SpecValue read_constant(const ReadContext& context, const YamlNode& node, std::string_view what);

}  // namespace lantern
