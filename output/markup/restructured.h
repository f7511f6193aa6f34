#pragma once

#include <string>
#include <string_view>

namespace lantern {

/// A plain text in reStructuredText, on one line: what docutils and Sphinx read back is the text.
std::string restructured_words(std::string_view text);

}  // namespace lantern
