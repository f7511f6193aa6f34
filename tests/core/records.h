#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "core/base/text.h"
#include "core/models/model.h"
#include "core/record/field.h"

namespace lantern::test {

/// "[3, 4, 2]" as a list of numbers; nothing for other texts.
inline FieldValue list_in(std::string_view text) {
  if (!text.starts_with('[')) return {};
  std::vector<double> out;
  for (std::string_view rest = text.substr(1, text.size() - 2); !rest.empty();) {
    const size_t comma = std::min(rest.find(','), rest.size());
    const auto number = parse_number(std::string(trimmed(rest.substr(0, comma))));
    if (!number) return {};
    out.push_back(*number);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return out;
}

/// The values of a kind's fields as the compiler hands them over: those given here, else the
/// fallback where it is a number or a list of them, else nothing. Field i stands at line 10 + i of
/// file 0.
inline RecordValue make_record(const Kind& kind, const std::map<std::string, FieldValue>& given) {
  RecordValue record{&kind, {0, 1, 1, 1}, {}, {}};
  for (size_t i = 0; i < kind.fields.size(); ++i) {
    const Field& field = kind.fields[i];
    const auto value = given.find(std::string(field.name));
    const auto fallback = parse_number(field.fallback);
    record.values.push_back(value != given.end() ? value->second
                            : fallback           ? FieldValue(*fallback)
                                                 : list_in(field.fallback));
    record.places.push_back({0, 10 + static_cast<std::int32_t>(i), 3, 1});
  }
  return record;
}

/// A table's columns are those that its output declares, in that order, behind inherited ones.
inline void check_columns(const OutputDecl& decl, const Table& table) {
  INFO(decl.name);
  if (decl.columns.empty()) return;
  std::vector<std::string> declared;
  for (const ColumnDoc& column : decl.columns) declared.emplace_back(column.name);
  const auto& names = table.names();
  REQUIRE(names.size() >= declared.size());
  if (decl.extends.empty()) CHECK(names == declared);
  else
    for (const std::string& name : declared) CHECK(table.find(name));
}

/// A model's outputs, a trace's as of a step (its end if absent), their shapes checked.
inline Outputs compute(const ModelType& model, const RecordValue& record, double step = 1e9) {
  Outputs out;
  if (model.compute) {
    out = model.compute(record);
  } else {
    const History history = model.history(record);
    out = model.as_of(record, history, static_cast<size_t>(std::min(step, history.steps)));
    if (out.size() + 4 == model.outputs.size()) out.emplace_back();  // `trace`, added by the graph
    out.emplace_back(std::min(step, history.steps));
    out.emplace_back(history.steps);
    out.emplace_back(std::min(step, history.steps));
  }
  REQUIRE(out.size() == model.outputs.size());
  for (size_t i = 0; i < out.size(); ++i) {
    if (const auto* table = std::get_if<TablePtr>(&out[i]))
      check_columns(model.outputs[i], **table);
  }
  return out;
}

/// The line at which `make_record` puts a field.
inline std::int32_t line_of(const Kind& kind, std::string_view field) {
  return 10 + kind.find(field);
}

}  // namespace lantern::test
