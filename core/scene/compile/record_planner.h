#pragma once

#include <functional>

#include "core/scene/compile/scope.h"
#include "core/scene/run/record_plan.h"

namespace lantern {

/// What planning a record needs to know of the scene.
struct PlanContext {
  const Graph& graph;
  const Vocabulary& vocabulary;
  Diagnostics& diagnostics;
  Scope scope;  ///< without rows: those come from the record's own `data`
  /// Finds a mark that a field names as a place; reports where there is none.
  std::function<std::optional<MarkRef>(const AstPtr&)> find_mark;
};

/// Binds the names in a record of the script and checks their types. Reports all mistakes in it and
/// returns null where there are any.
RecordPlanPtr plan_record(const RecordSpec& spec, const PlanContext& context);

/// Binds a text with holes.
std::shared_ptr<LabelPlan> plan_label(const Template& text, const Scope& scope,
                                      const PlanContext& context);

/// Reports colours of spans that are no value with a colour and no colour of the theme.
bool check_spans(const RichText& text, const PlanContext& context);

}  // namespace lantern
