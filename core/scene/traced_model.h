#pragma once

#include "core/models/model.h"
#include "core/scene/graph_builder.h"

namespace lantern {

/// Adds a model that is made in an order: what it goes through is computed once for each input,
/// and its outputs are as of its step, a target of the timeline. `first_step` is the step at the
/// start, or nothing for the last one, whatever its number.
NodeId add_traced_model(GraphBuilder& builder, const ModelType& type, RecordPlanPtr plan,
                        std::optional<double> first_step);

/// The rows of `all` up to a step as the output `trace`: whole steps as rows, the fraction of the
/// next one only says how far a line is drawn.
TablePtr rows_so_far(const Table& all, double step);

}  // namespace lantern
