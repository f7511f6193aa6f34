#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/models/optimizer.h"
#include "core/scene/run/record_plan.h"

namespace lantern::gradient_descent_model {

/// A parameter of the function: what it starts with, and the function's derivative by it (nothing
/// where that is 0 everywhere).
struct Parameter {
  std::string name;
  Program start;
  std::optional<Program> slope;
};

/// The function and its derivatives, with local i the parameter i.
struct DescentPlan {
  RecordPlanPtr record;
  std::vector<Parameter> parameters;
  Program value;
  /// Of newton: the second derivatives, row by row of the lower triangle.
  std::vector<std::optional<Program>> curvature;
};

}  // namespace lantern::gradient_descent_model
