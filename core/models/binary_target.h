#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/models/model.h"

namespace lantern {

/// A target column with one class told apart from all others. Both have members.
struct BinaryTarget {
  std::string positive;               ///< as the column writes it
  std::vector<std::string> classes;   ///< all, in the order of their first appearance
  std::vector<unsigned char> actual;  ///< 1 where the row is of the positive class, else 0
  double positives = 0;
  double negatives = 0;
};

/// `positive` may be left out where the target is true/false (true) or 1/0 (1). Fails (see `fail`)
/// at the fields "target" and "positive": with the place in the data file where a target is
/// missing; where no row has the positive class; and where all have.
BinaryTarget read_binary_target(const Table& data, const Column& target,
                                const std::optional<std::string>& positive,
                                const RecordValue& record);

/// 1 for the rows of that class.
std::vector<unsigned char> is_positive(const Column& target, const std::string& positive);

}  // namespace lantern
