#pragma once

#include <string_view>
#include <vector>

#include "renderer/text/byte_range.h"

namespace lantern {

/// Whether a character is shown as a coloured picture unless the text asks for letters.
bool is_emoji(char32_t character);

/// The emoji of a text, each a whole sequence: flags, families, tones of skin. The text is UTF-8.
std::vector<ByteRange> find_emoji(std::string_view text);

}  // namespace lantern
