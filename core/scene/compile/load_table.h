#pragma once

#include <optional>
#include <string>

#include "core/base/limits.h"
#include "core/data/table.h"
#include "core/diagnostics/diagnostics.h"
#include "core/scene/bind/scope.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// Where tables come from beside the script.
struct TableContext {
  Sources& sources;
  Diagnostics& diagnostics;
  const Graph& graph;
  const std::string& folder;                  ///< of the script
  const std::string& root;                    ///< of what it may read; empty: its folder
  const std::string* csv_override = nullptr;  ///< a file given on the command line instead
  Limits limits{};
  const Variables* variables = nullptr;      ///< of the table's `each`
  const FunctionSpecs* functions = nullptr;  ///< of the script
};

/// Reads, makes or generates a table as the script says. Reports what is wrong, in the script or in
/// the file, and returns nothing then.
std::optional<Table> load_table(const DataSpec& spec, const TableContext& context);

}  // namespace lantern
