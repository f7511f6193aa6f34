#include "core/scene/compile/step_verb.h"
#include "core/scene/compile/verbs/selections.h"

namespace lantern::hide_verb {
namespace {

void apply(const StepContext& in, const std::vector<SelectionSpec>& selections) {
  add_visibility(in, selections, false);
}

std::vector<std::string> words(const std::vector<SelectionSpec>& selections) {
  return selection_words("hide", selections);
}

}  // namespace

extern const StepVerb kVerb;
constinit const StepVerb kVerb = step_verb<&StepSpec::hide, apply, words>();

}  // namespace lantern::hide_verb
