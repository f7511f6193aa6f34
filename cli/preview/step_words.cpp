#include "cli/preview/step_words.h"

#include <fmt/format.h>

#include "core/scene/compile/verbs/verbs.h"

namespace lantern {

std::string step_words(const StepSpec& step) {
  std::vector<std::string> words, in_passing;
  for (const StepVerb* verb : verbs()) {
    if (!verb->given(step)) continue;
    const std::vector<std::string> own = verb->words(step);
    if (verb->traits.in_passing) in_passing = own;
    else words.insert(words.end(), own.begin(), own.end());
  }
  return fmt::format("{}", fmt::join(words.empty() ? in_passing : words, " · "));
}

}  // namespace lantern
