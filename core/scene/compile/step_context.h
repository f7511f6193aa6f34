#pragma once

#include "core/scene/compile/step_times.h"
#include "core/scene/run/timeline.h"

namespace lantern {

/// A step while its verbs take effect.
struct StepContext {
  Compiler& compiler;
  Memo& memo;
  Timeline& timeline;  ///< as all before it leave it
  const TimedStep& step;

  double start() const { return step.start; }
  double end() const { return step.start + step.duration; }
  const StepSpec& spec() const { return *step.spec; }
  Ease ease() const;
  /// The value of every leaf as the step starts.
  Leaves leaves_at_start() const;
  /// The marks that a step names, with the keys that its variables stand for. Nothing where
  /// something is wrong with them, which is reported.
  std::optional<Selection> selection(const SelectionSpec& spec) const;
};

}  // namespace lantern
