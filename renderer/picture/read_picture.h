#pragma once

#include <string>

#include "core/record/image_file.h"

namespace lantern {

/// The picture in a file: a PNG in its pixels, an SVG drawn with its longer side at 1024 of them.
/// Neither may name other files. Null, and `why` says why, where it is none, or too large.
ImagePtr read_picture(const std::string& bytes, std::string& why);

}  // namespace lantern
