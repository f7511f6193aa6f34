#pragma once

// The verbs of the timeline, each with what a step holds of it. A verb's line here makes its member
// of `StepSpec`, its key in the grammar, and asks for its two halves: how it is read
// (config/read/verbs/NAME.cpp) and what it does (core/scene/compile/verbs/NAME.cpp).
//
// In the order of the grammar, in which they also take effect: rows that a step records are as it
// sets them.

/// Verbs of steps: a block has them in the steps inside it.
#define LANTERN_STEP_VERBS(_)              \
  _(say, std::optional<SaySpec>)           \
  _(set, std::vector<AssignmentSpec>)      \
  _(animate, std::vector<AssignmentSpec>)  \
  _(change, std::vector<ChangeSpec>)       \
  _(record, std::vector<RecordedSpec>)     \
  _(show, std::vector<SelectionSpec>)      \
  _(hide, std::vector<SelectionSpec>)      \
  _(highlight, std::vector<SelectionSpec>) \
  _(layout, std::string)                   \
  _(camera, std::optional<CameraSpec>)

/// Verbs that a block may have too. They take effect first, as of what held before the step.
#define LANTERN_BLOCK_VERBS(_) _(section, std::optional<Template>)

#define LANTERN_VERBS(_) LANTERN_STEP_VERBS(_) LANTERN_BLOCK_VERBS(_)
