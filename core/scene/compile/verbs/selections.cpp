#include "core/scene/compile/verbs/selections.h"

namespace lantern {

void add_visibility(const StepContext& in, const std::vector<SelectionSpec>& selections,
                    bool show) {
  const StepSpec& step = in.spec();
  for (const SelectionSpec& spec : selections) {
    auto selection = in.selection(spec);
    if (!selection) continue;
    const double from = show ? in.shown_from() : in.start(), to = show ? in.end() : in.hidden_by();
    in.timeline.visibility.push_back({from, to, show, std::move(*selection), step.where, step.order,
                                      in.step.variables, in.ease(), step.stagger, step.effect,
                                      spec.at, &step, in.jump});
  }
}

std::vector<std::string> selection_words(const char* verb,
                                         const std::vector<SelectionSpec>& selections) {
  std::string out = verb;
  for (size_t i = 0; i < selections.size(); ++i) out += (i > 0 ? ", " : " ") + selections[i].text;
  return {out};
}

}  // namespace lantern
