#pragma once

#include "core/scene/compile/views.h"

namespace lantern {

/// Notes for every live text what its holes read in the film, as far as a few moments of each step
/// tell. Which of it is widest is known to who sets it.
void note_readings(std::vector<ViewPlan>& views, const Timeline& timeline, const Graph& graph,
                   Memo& memo);

}  // namespace lantern
