#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "tests/core/records.h"

namespace lantern::test {

/// A model's outputs by name.
struct ModelResult {
  const ModelType* model;
  Outputs outputs;

  const Value& value(std::string_view name) const {
    for (size_t i = 0; i < outputs.size(); ++i) {
      if (model->outputs[i].name == name) return outputs[i];
    }
    throw std::logic_error("no output " + std::string(name));
  }
  double number(std::string_view name) const { return std::get<double>(value(name)); }
  const Table& table(std::string_view name) const { return *std::get<TablePtr>(value(name)); }
  std::vector<double> column(std::string_view output, std::string_view name) const {
    const auto numbers = table(output).column(name).numbers();
    return {numbers.begin(), numbers.end()};
  }
};

/// A model of this data, where it is not null, and these columns of it; words that the script need
/// not say are the fallbacks of fields. A trace as of a step (its end if absent).
inline ModelResult run_model(const std::string& name, const TablePtr& data,
                             const std::vector<std::string>& features,
                             std::map<std::string, FieldValue> given, double step = 1e9) {
  const ModelType* model = find_model(name);
  REQUIRE(model);
  if (data) given["data"] = data;
  std::vector<Column> columns;
  for (const std::string& feature : features) columns.push_back(data->column(feature));
  if (model->kind.find("features") >= 0) given["features"] = columns;
  for (const Field& field : model->kind.fields) {
    if (field.kind == FieldKind::choice) {
      given.try_emplace(std::string(field.name), std::string(field.fallback));
    }
  }
  return {model, test::compute(*model, test::make_record(model->kind, given), step)};
}

inline Diagnostic mistake_of(const std::string& name, const TablePtr& data,
                             const std::vector<std::string>& features,
                             const std::map<std::string, FieldValue>& given) {
  try {
    run_model(name, data, features, given);
  } catch (const SceneError& e) {
    return e.diagnostic();
  }
  return {};
}

}  // namespace lantern::test
