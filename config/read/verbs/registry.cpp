#include <array>

#include "config/read/verbs/verb_reader.h"

namespace lantern {

// The list itself is in core/spec/verbs.h.
#define DECLARE(verb, Data)          \
  namespace verb##_verb {            \
    extern const VerbReader kReader; \
  }
#define ADDRESS(verb, Data) &verb##_verb::kReader,

LANTERN_VERBS(DECLARE)

namespace {

constexpr auto kVerbReaders = std::to_array<const VerbReader*>({LANTERN_VERBS(ADDRESS)});

}  // namespace

std::span<const VerbReader* const> verb_readers() {
  return kVerbReaders;
}

}  // namespace lantern
