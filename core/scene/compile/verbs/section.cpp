#include "core/scene/bind/live_text_planner.h"
#include "core/scene/compile/step_context.h"
#include "core/scene/compile/step_verb.h"

namespace lantern::section_verb {
namespace {

void apply(const StepContext& in, const std::optional<Template>& name) {
  const PlanContext context = in.compiler.plan_context(&in.step.variables);
  const auto label = plan_live_text(*name, context.scope, context);
  if (!label) return;
  const Evaluation at(in.compiler.graph(), in.memo, in.leaves_at_start());
  try {
    in.timeline.sections.push_back({label->text(label->holes(at)), in.start(), in.start()});
  } catch (const SceneError& e) {
    in.compiler.diagnostics().add(e.diagnostic());
  }
}

std::vector<std::string> words(const std::optional<Template>&) {
  return {"section"};
}

}  // namespace

extern const StepVerb kVerb;
constinit const StepVerb kVerb =
    step_verb<&StepSpec::section, apply, words>({.takes_time = false, .in_passing = true});

}  // namespace lantern::section_verb
