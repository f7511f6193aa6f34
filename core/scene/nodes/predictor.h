#pragma once

#include <optional>

#include "core/models/model.h"
#include "core/scene/run/record_plan.h"

namespace lantern {

/// Of a model with a field `predict`: what it can be asked.
std::optional<PredictorShape> predictor_of(const ModelType& type, const RecordPlan& plan);

/// The record with these rows to predict.
RecordValue predicting(RecordValue record, TablePtr rows);

/// The rows that a model learns from at a moment. Those that its `where` lets through are kept as
/// long as nothing that the condition hangs on changes, whatever else the model hangs on.
TablePtr rows_at(const Evaluation& at, NodeId node, const RecordPlan& plan);

/// What a model has been given at a moment, and what it has made of it.
struct Learnt {
  RecordValue record;
  History history;
};
/// Kept as long as nothing that it hangs on changes, for all rows that it is asked about.
std::shared_ptr<const Learnt> learnt_at(const Evaluation& at, NodeId node, const RecordPlan& plan,
                                        History (*learn)(const RecordValue&));

}  // namespace lantern
