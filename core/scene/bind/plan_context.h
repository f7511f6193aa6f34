#pragma once

#include <functional>
#include <optional>

#include "core/base/limits.h"
#include "core/scene/bind/scope.h"
#include "core/scene/run/record_plan.h"

namespace lantern {

/// A mark that a field names as a place, and what its address says beside the names.
struct MarkPlace {
  int view = -1;
  int mark = -1;
  const Selector* view_instance = nullptr;
  const Selector* mark_instance = nullptr;
  const Selector* row = nullptr;
  std::string part{};  ///< see `MarkRef`
};

/// What planning a record needs to know of the scene.
struct PlanContext {
  const Graph& graph;
  const Vocabulary& vocabulary;
  Diagnostics& diagnostics;
  Scope scope;  ///< without rows: those come from the record's own `data`
  /// Finds a mark that a field names as a place; reports where there is none.
  std::function<std::optional<MarkPlace>(const AstPtr&)> find_mark_place;
  Limits limits{};
  /// Reads a picture beside the script; reports what is wrong, and is null then.
  std::function<ImagePtr(const std::string& path, const Location&)> read_picture{};
  /// The tables that a live one is in the course of the film; empty where that is not known yet.
  std::function<const std::vector<TablePtr>&(const TableRef&)> tables_ever{};
};

}  // namespace lantern
