#pragma once

#include <vector>

#include "core/scene/compile/compiler.h"

namespace lantern {

/// One step of the script with the time that it runs, variables of `each` bound.
struct TimedStep {
  const StepSpec* spec = nullptr;
  Variables variables;
  double start = 0;
  double duration = 0;  ///< all loops, without the hold
};

struct StepTimes {
  std::vector<TimedStep> steps;  ///< by start, then as written
  double end = 0;
};

/// Walks the script's steps: one after another, side by side in `together`, repeated by `each`.
StepTimes time_steps(Compiler& compiler);

}  // namespace lantern
