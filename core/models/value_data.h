#pragma once

#include <string>
#include <vector>

#include "core/models/class_data.h"

namespace lantern {

/// Rows of features, each feature's values together and its rows in order: what many trees learn
/// from, one after the other.
class OrderedFeatures {
 public:
  OrderedFeatures() = default;
  /// `values`: rows × features.
  OrderedFeatures(size_t features, const std::vector<double>& values);

  size_t features() const { return columns_.size(); }
  size_t rows() const { return columns_.empty() ? 0 : columns_[0].size(); }
  double at(size_t row, size_t feature) const { return columns_[feature][row]; }
  /// The rows by this feature, the lowest first.
  const std::vector<std::uint32_t>& order(size_t feature) const { return orders_[feature]; }

 private:
  std::vector<std::vector<double>> columns_;
  std::vector<std::vector<std::uint32_t>> orders_;
};

/// Features of a table, and a number to predict.
struct ValueData {
  std::vector<double> values;  ///< rows × features
  std::vector<double> target;
  std::vector<std::string> features;
};
/// Fails as `read_numeric_target` and `feature_matrix` do.
ValueData read_value_data(const Table& data, const std::vector<Column>& features,
                          const Column& target, const RecordValue& record);

}  // namespace lantern
