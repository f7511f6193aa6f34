#pragma once

#include <string>
#include <vector>

#include "core/record/value.h"
#include "core/scene/evaluators/fold_scores.h"

namespace lantern::cross_validate_model {

/// The rows of each part of a fold, as places among those that the model learns from.
struct FoldLists {
  std::string fold;
  RowList train, validation, test;
};

/// The folds in a table with the columns fold, row and part, in the order in which they come. Rows
/// that `kept` does not have and `all` has are left out. Fails (see `fail`) at the field "folds"
/// where a row is of neither, a part is unknown, or a fold has nothing to learn from.
std::vector<FoldLists> read_folds(const Table& folds, const Table& all, const Table& kept,
                                  const RecordValue& record);

}  // namespace lantern::cross_validate_model
