#pragma once

#include <optional>

#include "core/models/model.h"
#include "core/scene/run/record_plan.h"

namespace lantern {

/// Of a model with a field `predict`: what it can be asked.
std::optional<PredictorShape> predictor_of(const ModelType& type, const RecordPlan& plan);

/// The record with these rows to predict.
RecordValue predicting(RecordValue record, TablePtr rows);

/// A column of the model's output `rows`.
Column predicted_column(const Node& node, const Outputs& outputs, std::string_view column);

}  // namespace lantern
