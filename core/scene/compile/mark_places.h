#pragma once

#include <optional>
#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// The mark that a field names as a place: "dots@rex", "plot.dots@rex", "plot@1.dots". Reports
/// where there is none, or several.
std::optional<MarkRef> find_mark_place(const AstPtr& ast, const std::vector<ViewSpec>& views,
                                       Diagnostics& diagnostics);

}  // namespace lantern
