#pragma once

#include <string>

#include "core/record/image_file.h"

namespace lantern {

/// Draws an SVG with librsvg. Null, and `why` says why, where that cannot be.
ImagePtr read_svg_picture(const std::string& bytes, std::string& why);

}  // namespace lantern
