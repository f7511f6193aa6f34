#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/scene/bind/scope.h"
#include "core/scene/compile/step_verb.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// Cells that the timeline writes are leaves of their tables, so they must be known before any
/// model is built on those. `tables` are those of the script, each of them a node of the graph.
void declare_cells(const std::vector<StepSpec>& steps, VerbList verbs,
                   const std::map<std::string, TablePtr>& tables, SceneNames& names, Graph& graph);

}  // namespace lantern
