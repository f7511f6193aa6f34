#pragma once

#include <optional>
#include <string_view>

namespace lantern {

/// Where a source has words that only \text can set, since their letters are read from the right
/// or join: two such letters beside each other. Nothing where there are none.
std::optional<size_t> words_outside_text(std::string_view tex);

}  // namespace lantern
