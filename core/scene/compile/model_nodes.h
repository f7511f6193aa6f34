#pragma once

#include "core/scene/compile/graph_builder.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// Adds the nodes of a model, or of one instance of it. Reports what is wrong and returns −1 then.
NodeId add_model(const RecordSpec& record, const ModelType& type, GraphBuilder& builder);

/// Adds a table that steps add rows to, and the leaf that counts them. The types of its columns
/// are those of `first`, the programs of the first row that is added, where it starts empty.
NodeId add_recorded_table(const DataSpec& data, const TablePtr& start,
                          const std::vector<Program>& first, Graph& graph);

}  // namespace lantern
