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
  JumpId jump = -1;  ///< of what it changes at once; −1: nothing

  double start() const { return step.start; }
  double end() const { return step.start + step.duration; }
  const StepSpec& spec() const { return *step.spec; }
  /// Whether the step goes to another layout, some views of which are there already.
  bool rearranges() const;
  /// A step that rearranges views has acts: what goes leaves, what stays moves, what comes enters.
  /// Nothing is ever in the room of something else. Of all other steps these are the step's own;
  /// to a layout of other views, the one fades into the other.
  double hidden_by() const;
  double shown_from() const;
  double moves_from() const;
  double moves_until() const;
  Ease ease() const;
  /// The value of every leaf as the step starts.
  Leaves leaves_at_start() const;
  /// The marks that a step names, with the keys that its variables stand for. Nothing where
  /// something is wrong with them, which is reported.
  std::optional<Selection> selection(const SelectionSpec& spec) const;
};

}  // namespace lantern
