#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scene/compile/graph_builder.h"

namespace lantern::bias_variance_model {

inline constexpr size_t kMostPlaces = 250'000;

/// The values of one feature at which fits are compared: those of a list, or so many between the
/// ends of a range; of a range that nothing says, the ends are those of the data.
struct FeatureValues {
  std::string feature;
  std::vector<double> values;
  std::optional<Range> range;
  double points = 0;
};

/// Reads `over` and `points`, one entry a feature in the features' order. Reports what is wrong.
std::optional<std::vector<FeatureValues>> read_grid(const RecordSpec& spec,
                                                    const std::vector<std::string>& features,
                                                    GraphBuilder& builder);

/// The ends of a feature: of its range, its values or the data.
Range ends_of(const FeatureValues& feature, const Table& data);

/// All combinations, the last feature running fastest.
TablePtr grid_of(const std::vector<FeatureValues>& features, const Table& data);

}  // namespace lantern::bias_variance_model
