#pragma once

#include <functional>
#include <optional>

#include "core/scene/bind/scope.h"
#include "core/scene/run/record_plan.h"

namespace lantern {

/// What planning a record needs to know of the scene.
struct PlanContext {
  const Graph& graph;
  const Vocabulary& vocabulary;
  Diagnostics& diagnostics;
  Scope scope;  ///< without rows: those come from the record's own `data`
  /// Finds a mark that a field names as a place; reports where there is none.
  std::function<std::optional<MarkRef>(const AstPtr&)> find_mark_place;
};

}  // namespace lantern
