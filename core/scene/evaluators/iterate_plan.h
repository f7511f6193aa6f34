#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scene/run/program.h"
#include "core/scene/run/record_plan.h"

namespace lantern::iterate_model {

/// A column of the state: what it starts with, if anything, and what each step makes of it.
struct StateColumn {
  std::string name;
  ValueType type = ValueType::number;
  std::optional<Program> start, next;
};

/// What the steps are made with: locals 0 to n − 1 are the state before the step, n to 2n − 1 what
/// it has made, 2n the number of the step.
struct IteratePlan {
  RecordPlanPtr record;  ///< `steps` and `seed`
  std::vector<StateColumn> columns;
  std::vector<size_t> order;  ///< in which a step makes them
};

}  // namespace lantern::iterate_model
