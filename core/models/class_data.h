#pragma once

#include <string>
#include <vector>

#include "core/models/model.h"
#include "core/models/tree_fit.h"

namespace lantern {

/// Features row by row. Fails (see `fail`) at the field "features" where a value is missing,
/// infinite or no number.
std::vector<double> feature_matrix(const Table& table, const std::vector<Column>& columns,
                                   const RecordValue& record);

/// The columns of these names in another table. Fails at the field "predict" where one is missing.
std::vector<Column> same_columns(const Table& from, const std::vector<Column>& columns,
                                 const Table& to, const RecordValue& record);

/// Fails at the field "target" where it holds numbers that are not whole: those are measured, and
/// no classes. As scikit-learn's check_classification_targets.
void check_classes(const Table& data, const Column& target, const RecordValue& record);

/// Features and classes of a table; the classes by name, sorted.
struct ClassData {
  ClassSamples samples;
  std::vector<std::string> classes;
  std::vector<std::string> features;
};
/// Fails at "target" where a row has none or they are measured, and where there are no rows.
ClassData read_class_data(const Table& data, const std::vector<Column>& features,
                          const Column& target, const RecordValue& record);

}  // namespace lantern
