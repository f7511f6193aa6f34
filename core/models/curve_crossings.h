#pragma once

#include <string>
#include <vector>

#include "core/models/row_groups.h"

namespace lantern {

/// Where the ROC curves of two groups cross, but for their ends.
struct CurveCrossings {
  std::vector<std::string> group, other;
  std::vector<double> fpr, tpr, threshold, other_threshold;
};

/// Of each two groups, in their order, from (0, 0) on. Curves that touch and part again on the same
/// side do not cross; those that run along each other cross where they meet, if they part on the
/// other side. A threshold is that of the next point of the group's curve.
CurveCrossings crossings_of(const std::vector<GroupCuts>& groups);

std::vector<ColumnOf<CurveCrossings>> crossing_columns();

}  // namespace lantern
