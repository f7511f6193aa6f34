#pragma once

#include "core/scene/compile/compiler.h"
#include "core/scene/compile/timeline.h"
#include "core/scene/run/plans.h"

namespace lantern {

/// Binds all views and marks, and what the timeline does to them. Reports what is wrong.
std::vector<ViewPlan> compile_views(Compiler& compiler, const Timeline& timeline, Memo& memo);

}  // namespace lantern
