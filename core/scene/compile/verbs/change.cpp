#include "core/scene/compile/step_context.h"
#include "core/scene/compile/step_verb.h"

namespace lantern::change_verb {
namespace {

void apply(const StepContext& in, const std::vector<ChangeSpec>& changes, JumpId jump) {
  for (const ChangeSpec& change : changes) {
    auto selection = in.selection(change.selection);
    if (!selection) continue;
    in.timeline.changes.push_back(
        {in.start(), jump, std::move(*selection), &change.fields, in.step.variables});
  }
}

std::vector<std::string> words(const std::vector<ChangeSpec>& changes) {
  std::vector<std::string> out;
  for (const ChangeSpec& one : changes) out.push_back("change " + one.selection.text);
  return out;
}

}  // namespace

extern const StepVerb kVerb;
constinit const StepVerb kVerb = step_verb<&StepSpec::change, apply, words>();

}  // namespace lantern::change_verb
