#pragma once

#include <optional>
#include <string>

#include "core/scene/bind/scope.h"
#include "core/scene/run/graph.h"

namespace lantern {

/// The step leaf of a trace, nothing where the node is no trace.
std::optional<LeafId> step_of(const Graph& graph, NodeId node);

/// The leaf that "threshold", "gd.step" or "fits@3.step" names; nothing where there is none.
std::optional<LeafId> find_leaf(const std::string& text, const Scope& scope, const Graph& graph);
std::optional<LeafId> find_leaf(const Address& address, const Scope& scope, const Graph& graph);

/// What a leaf can be, for messages: "0 to 1", "none, one or both".
std::string range_of(const Leaf& leaf);

/// "a number", "a whole number, 1 to 9": of a leaf of numbers.
std::string number_wanted(const Leaf& leaf);

}  // namespace lantern
