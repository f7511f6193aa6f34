#pragma once

#include "core/scene/run/plans.h"
#include "core/scene/run/timeline.h"

// Groups: marks that are shown, moved and dimmed as one.

namespace lantern {

/// Where the instance of a group that has this key stands among the marks of a view; −1: nowhere.
int group_in(const ViewPlan& view, int group, const std::string& key);

/// Whether a step that shows or hides `selection` does so to the mark. Parts of a group come and go
/// with it, unless they are named themselves.
bool comes_by(const Selection& selection, const ViewPlan& view, const MarkPlan& mark);

/// After a highlight was added to all marks of a view. A group in which anything stands out is not
/// dimmed: its other parts are. Where nothing does, it is dimmed as a whole, its parts alone are
/// not.
void share_highlight(ViewPlan& view);

}  // namespace lantern
