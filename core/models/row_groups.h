#pragma once

#include <string>
#include <vector>

#include "core/models/model.h"
#include "core/models/scores.h"

namespace lantern {

/// Which group each row belongs to.
struct RowGroups {
  std::vector<std::string> names;  ///< in the order of the column's categories
  std::vector<size_t> of_row;      ///< a place among them
};

/// Fails at the field "by" where a row has no group.
RowGroups groups_by(const Table& data, const Column& by, const RecordValue& record);

/// A group's rows and its cuts, at its own scores.
struct GroupCuts {
  std::string name;
  double positives = 0, negatives = 0;
  std::vector<Cut> cuts;

  double rows() const { return positives + negatives; }
};

/// Fails at "by" where a group has rows of one class only: a rate of none cannot be told.
std::vector<GroupCuts> cuts_by_group(const Scores& scores, const RowGroups& groups,
                                     const RecordValue& record);

}  // namespace lantern
