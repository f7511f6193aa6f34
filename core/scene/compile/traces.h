#pragma once

#include "core/models/model.h"
#include "core/scene/compile/graph_builder.h"

namespace lantern {

/// Adds a model that is made in an order: what it goes through is computed once for each input,
/// and its outputs are as of its step, a leaf of the timeline. `first_step` is the step at the
/// start, or nothing for the last one, whatever its number.
NodeId add_traced_model(GraphBuilder& builder, const ModelType& type, RecordPlanPtr plan,
                        std::optional<double> first_step);

/// Adds a trace: the node that `history` names holds the tables `all` and whatever else the model
/// gives, the step leaf says how far it has got. The node that is returned has the outputs of
/// `history`, and `trace` (the rows so far), `step` and `steps`. `first_step` is the step at the
/// start, or nothing for the last one.
/// `as_of_step` adds the columns of `all`, but for the first, as single values at the step.
NodeId add_trace(GraphBuilder& builder, NodeId history, std::optional<double> first_step,
                 bool as_of_step = false);

}  // namespace lantern
