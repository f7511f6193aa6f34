#include <array>

#include "core/scene/compile/verbs/verbs.h"

namespace lantern {

// The list itself is in core/spec/verbs.h.
#define DECLARE(verb, Data)      \
  namespace verb##_verb {        \
    extern const StepVerb kVerb; \
  }
#define ADDRESS(verb, Data) &verb##_verb::kVerb,

LANTERN_VERBS(DECLARE)

namespace {

constexpr auto kVerbs =
    std::to_array<const StepVerb*>({LANTERN_BLOCK_VERBS(ADDRESS) LANTERN_STEP_VERBS(ADDRESS)});

}  // namespace

VerbList verbs() {
  return kVerbs;
}

}  // namespace lantern
