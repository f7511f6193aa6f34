#pragma once

#include "renderer/text/text_shaper.h"

namespace lantern {

/// A text in as few lines as fit `width`, broken so that they are about equally long: no single
/// word is left on the last line.
ShapedTextPtr shape_balanced(const TextShaper& shaper, std::string_view text, const Font& font,
                             TextAlign align, double width);

}  // namespace lantern
