#pragma once

#include <optional>

#include "config/read/context.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// `each: {fold: cv.folds, r: 1..15}`.
std::optional<EachSpec> read_each(const ReadContext& context, const YamlNode& node);

}  // namespace lantern
