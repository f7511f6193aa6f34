#pragma once

#include <optional>

#include "core/scene/compile/graph_builder.h"
#include "core/scene/nodes/learner.h"

namespace lantern {

/// A model of the scene that another one makes again.
struct LearnerRef {
  NodeId node = -1;

  const Learner& in(const Graph& graph) const { return *graph.nodes[size_t(node)]->learner(); }
  /// Its output `rows`.
  const OutputShape& rows(const Graph& graph) const;
  /// Whether it predicts numbers, and not classes.
  bool predicts_numbers(const Graph& graph) const;
};

/// The model that the field `model` names. Reports where it is none that learns from rows.
std::optional<LearnerRef> read_learner(const RecordSpec& spec, GraphBuilder& builder);

}  // namespace lantern
