#pragma once

#include <optional>
#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "core/scene/bind/plan_context.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// The mark that a field names as a place: "dots@rex", "plot.dots@rex", "plot@1.lines@b". A mark of
/// the view `own`, where the field stands, goes before those of other views. Reports where there is
/// none, or several.
std::optional<MarkPlace> find_mark_place(const AstPtr& ast, const std::vector<ViewSpec>& views,
                                         int own, Diagnostics& diagnostics);

}  // namespace lantern
