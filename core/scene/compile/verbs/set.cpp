#include "core/scene/compile/assigned_value.h"
#include "core/scene/compile/assignments.h"
#include "core/scene/compile/step_verb.h"

namespace lantern::set_verb {
namespace {

void apply(const StepContext& in, const std::vector<AssignmentSpec>& assignments, JumpId jump) {
  for_each_writing(in, assignments, [&](const Writing& writing) {
    auto value = assigned_value(writing, writing.spec.value);
    if (!value) return;
    Track::Segment segment;
    segment.jump = jump;
    segment.value = std::move(*value);
    add_segment(writing, std::move(segment), in.start());
  });
}

}  // namespace

extern const StepVerb kVerb;
constinit const StepVerb kVerb = step_verb<&StepSpec::set, apply, names_of_assigned>();

}  // namespace lantern::set_verb
