#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/scene/scene.h"

namespace lantern {

/// The values that a film tells apart by looks, each in its place among those of its kind. Columns
/// that share a value are of one kind, whatever order each of them has its values in: a value then
/// looks the same in every mark and at every moment.
class ValuePlaces {
 public:
  /// The values of a column, in its order. Those of more than `kMost` values are names, not kinds.
  void add(const std::vector<std::string>& values);

  /// All values of the kind that these are of, in their order: that in which they were added, or by
  /// size where all are numbers. Null where they are of several kinds, or of none.
  const std::vector<std::string>* kind_of(const std::vector<std::string>& values) const;

  static constexpr size_t kMost = 64;

 private:
  void join(size_t kind, size_t into);

  std::vector<std::vector<std::string>> kinds_;
  std::unordered_map<std::string, size_t> known_;
};

/// Of the columns of the data, then of what marks tell apart by colour, shape or pattern.
ValuePlaces value_places(const Scene& scene);

}  // namespace lantern
