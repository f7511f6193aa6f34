#pragma once

#include "core/scene/compile/step_times.h"
#include "core/scene/run/timeline.h"

namespace lantern {

/// `set: {leaf: value}`: the leaf's track jumps at the step's start. Reports what is wrong.
void add_set(Compiler& compiler, Memo& memo, Timeline& timeline, const AssignmentSpec& assignment,
             const TimedStep& step, JumpId jump);

/// `animate: {leaf: value}`: the leaf's track moves while the step lasts.
void add_animate(Compiler& compiler, Memo& memo, Timeline& timeline,
                 const AssignmentSpec& assignment, const TimedStep& step);

}  // namespace lantern
