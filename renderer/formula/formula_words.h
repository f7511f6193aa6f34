#pragma once

#include <optional>
#include <string_view>

namespace lantern {

/// Where a source has words that only \text can set, since their letters are read from the right
/// or join: two such letters beside each other. Nothing where there are none.
std::optional<size_t> words_outside_text(std::string_view tex);

/// Where a source has a dollar sign that is not in the texts in it: all of it is a formula already.
std::optional<size_t> dollar_outside_text(std::string_view tex);

}  // namespace lantern
