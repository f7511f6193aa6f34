#pragma once

#include "config/read/context.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// The steps of a script. Marks and views are looked up in `views`, layouts in `canvas`; what
/// cannot be read is reported, and what could is returned.
std::vector<StepSpec> read_timeline(const ReadContext& context, const YamlNode& node,
                                    const CanvasSpec& canvas, const std::vector<ViewSpec>& views);

}  // namespace lantern
