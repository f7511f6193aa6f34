#pragma once

#include <vector>

#include "core/scene/compile/compiler.h"
#include "core/scene/run/plans.h"
#include "core/scene/run/timeline.h"

namespace lantern {

/// Warns of params and steps of traces that the timeline writes and nothing that is drawn, said or
/// written reads: nothing moves.
void warn_of_unread(Compiler& compiler, const Timeline& timeline,
                    const std::vector<ViewPlan>& views);

}  // namespace lantern
