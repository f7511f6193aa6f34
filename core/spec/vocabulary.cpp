#include "core/spec/vocabulary.h"

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {

std::string color_hint(const Vocabulary& vocabulary) {
  return fmt::format("the themes have {}, and \"#rrggbb\" is raw", join_and(vocabulary.colors));
}

}  // namespace lantern
