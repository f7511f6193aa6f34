#include "core/scene/compile/step_context.h"
#include "core/scene/compile/step_verb.h"

namespace lantern::say_verb {
namespace {

void apply(const StepContext& in, const std::optional<SaySpec>& say) {
  in.timeline.cues.push_back(
      {in.start(), in.end(), say->when_start ? in.start() : in.end(), &*say, in.step.variables});
}

std::vector<std::string> words(const std::optional<SaySpec>&) {
  return {"say"};
}

}  // namespace

extern const StepVerb kVerb;
constinit const StepVerb kVerb = step_verb<&StepSpec::say, apply, words>({.in_passing = true});

}  // namespace lantern::say_verb
