#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/record/field.h"

namespace lantern {

/// A seeded data set: a pure function from its fields' values (`seed` among them) to a table. Each
/// draws from a `Random` stream of its own name, so that its numbers depend on nothing else.
struct GeneratorType {
  Kind kind;
  std::vector<ColumnDecl> (*columns)(const RecordValue& in) = nullptr;
  /// Throws SceneError (see `fail`) where the fields do not go together.
  Table (*make)(const RecordValue& in) = nullptr;
  /// Of one that has fields with an expression over rows: the rows, made of the other fields alone,
  /// and their columns.
  Table (*rows)(const RecordValue& in) = nullptr;
  Schema (*rows_schema)() = nullptr;
};

/// All generators, sorted by name.
std::span<const GeneratorType* const> generators();

/// Null where there is no such generator.
const GeneratorType* find_generator(std::string_view name);

}  // namespace lantern
