#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/scene/run/names.h"
#include "core/spec/scene_spec.h"

namespace lantern {

using SceneNameMap = std::map<std::string, SceneName>;

/// Every param is a leaf of the timeline.
void declare_params(const std::vector<ParamSpec>& params, Graph& graph, SceneNameMap& names);

/// `--set`: these params have these values for the whole film. Returns their leaves. Throws
/// UsageError where there is no such param or the value is none of its own.
std::set<LeafId> hold_params(const std::map<std::string, std::string>& values,
                             const std::vector<ParamSpec>& params, const SceneNameMap& names,
                             Graph& graph);

}  // namespace lantern
