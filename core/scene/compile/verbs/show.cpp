#include "core/scene/compile/step_verb.h"
#include "core/scene/compile/verbs/selections.h"

namespace lantern::show_verb {
namespace {

void apply(const StepContext& in, const std::vector<SelectionSpec>& selections) {
  add_visibility(in, selections, true);
}

std::vector<std::string> words(const std::vector<SelectionSpec>& selections) {
  return selection_words("show", selections);
}

}  // namespace

extern const StepVerb kVerb;
constinit const StepVerb kVerb = step_verb<&StepSpec::show, apply, words>();

}  // namespace lantern::show_verb
