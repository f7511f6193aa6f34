#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/spec/field.h"
#include "core/value.h"

namespace lantern {

struct ColumnDoc {
  std::string_view name;
  ColumnType type = ColumnType::number;
  std::string_view doc;
};

/// One output of a model, as declared before any value is known.
struct OutputDecl {
  std::string_view name;
  ValueType type = ValueType::number;
  std::string_view doc;
  std::vector<ColumnDoc> columns = {};  ///< of a table or record
  std::string_view key = {};            ///< what names a table's rows; empty: they are numbered
  /// A table field of the model whose columns come first, and whose rows it keeps by name; where
  /// that one is left out, the field `data`.
  std::string_view extends = {};
};

using Outputs = std::vector<Value>;

class GraphBuilder;
struct RecordSpec;

/// A model: a pure function from its fields' values to its outputs, in the order of `outputs`.
struct ModelType {
  Kind kind;
  std::vector<OutputDecl> outputs;
  /// Throws SceneError (see `fail`) where the data does not allow the model.
  Outputs (*compute)(const RecordValue& in) = nullptr;
  /// A model that evaluates parts of the graph itself (a sweep) adds its nodes here instead;
  /// returns the one that its name stands for, or −1 after reporting a mistake.
  int (*build)(const RecordSpec& spec, GraphBuilder& builder) = nullptr;
};

/// Describes a model by a struct of its fields and a function of that struct.
template <class In, Outputs (*Function)(const In&, const RecordValue&)>
ModelType model(Kind kind, std::vector<OutputDecl> outputs) {
  return {std::move(kind), std::move(outputs),
          [](const RecordValue& record) { return Function(bind<In>(record), record); }};
}

/// The field `where`: a condition on the rows of the field `data`.
Field where_field(std::string_view doc);

/// Stops the evaluation with a mistake at the place of `field` in the script.
[[noreturn]] void fail(const RecordValue& record, std::string_view field, std::string message,
                       std::string hint = "");

/// Where a cell was read, as "flowers.csv:14:3", else as `row "p07"`.
std::string place_of(const Table& table, size_t row, std::string_view column);

/// What the table calls one of its columns; empty where it is none of them.
std::string name_of(const Table& table, const Column& column);

/// All models, sorted by name.
std::span<const ModelType* const> models();

/// Null where there is no such model.
const ModelType* find_model(std::string_view name);

}  // namespace lantern
