#pragma once

#include <string>

#include "renderer/paragraph/rich_text.h"

namespace lantern {

/// As much of a text as fits a width, and an ellipsis; null where not even that fits.
ParagraphPtr shortened(const std::string& text, double width, const Font& font,
                       const Typesetter& typesetter);

}  // namespace lantern
