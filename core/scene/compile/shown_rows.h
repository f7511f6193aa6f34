#pragma once

#include "core/scene/run/plans.h"
#include "core/scene/run/timeline.h"

namespace lantern {

/// Whether the mark is one item a row, not one datum.
bool has_rows(const MarkPlan& mark);

/// Whether the mark's rows come by themselves while a step shows the mark: they are a trace that
/// runs, or its `where` lets more of them in.
bool grows_during(const MarkPlan& mark, const VisibilityEvent& step, const Timeline& timeline,
                  const Graph& graph);

/// Whether what it shows is on its way while a step shows the mark, by itself: it does not stand at
/// another one.
bool moves_during(const MarkPlan& mark, const VisibilityEvent& step, const Timeline& timeline);

}  // namespace lantern
