#include "core/scene/compile/step_verb.h"
#include "core/scene/compile/verbs/selections.h"

namespace lantern::highlight_verb {
namespace {

void apply(const StepContext& in, const std::vector<SelectionSpec>& selections) {
  HighlightEvent event{in.start(), in.end(), {}, in.spec().where, in.step.variables, in.spec().at};
  for (const SelectionSpec& spec : selections) {
    if (auto selection = in.selection(spec)) event.selections.push_back(std::move(*selection));
  }
  in.timeline.highlights.push_back(std::move(event));
}

std::vector<std::string> words(const std::vector<SelectionSpec>& selections) {
  return selection_words("highlight", selections);
}

}  // namespace

extern const StepVerb kVerb;
constinit const StepVerb kVerb = step_verb<&StepSpec::highlight, apply, words>();

}  // namespace lantern::highlight_verb
