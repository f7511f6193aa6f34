#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/scene/compile/writing.h"

namespace lantern {

/// Calls `add` for each leaf that these write: `fits@*.step` is one for every instance. Reports
/// those that name none.
void for_each_writing(const StepContext& in, const std::vector<AssignmentSpec>& assignments,
                      const std::function<void(const Writing&)>& add);

/// What the leaf does from the step's start to `end`. Reports another step that writes it then.
void add_segment(const Writing& writing, Track::Segment segment, double end);

/// "threshold", "gd.step": what they write.
std::vector<std::string> names_of_assigned(const std::vector<AssignmentSpec>& assignments);

}  // namespace lantern
