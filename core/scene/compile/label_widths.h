#pragma once

#include "core/scene/compile/views.h"

namespace lantern {

/// Notes for every label with live numbers how it reads with each of them at its widest, over the
/// ends and some inner moments of all steps.
void measure_labels(std::vector<ViewPlan>& views, const Timeline& timeline, const Graph& graph,
                    Memo& memo);

}  // namespace lantern
