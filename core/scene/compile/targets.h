#pragma once

#include <optional>
#include <string>

#include "core/scene/bind/scope.h"
#include "core/scene/run/graph.h"

namespace lantern {

/// The step target of a trace, nothing where the node is no trace.
std::optional<TargetId> step_of(const Graph& graph, NodeId node);

/// The target that "threshold", "gd.step" or "fits@3.step" names; nothing where there is none.
std::optional<TargetId> find_target(const std::string& text, const Scope& scope,
                                    const Graph& graph);
std::optional<TargetId> find_target(const Address& address, const Scope& scope, const Graph& graph);

/// What a target can be, for messages: "0 to 1", "none, one or both".
std::string range_of(const TimelineTarget& target);

/// "a number", "a whole number, 1 to 9": of a target of numbers.
std::string number_wanted(const TimelineTarget& target);

}  // namespace lantern
