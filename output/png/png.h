#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "output/film/sink.h"
#include "renderer/raster/pixmap.h"

namespace lantern {

/// Words that go with a picture, in UTF-8; empty ones are left out.
struct PngText {
  std::string title;
  std::string description;
};

/// A PNG file (ISO/IEC 15948): 8-bit sRGB, with straight alpha where the pixmap is not opaque.
/// Its bytes depend on the arguments alone. Throws RuntimeError where libpng fails.
std::vector<std::uint8_t> encode_png(const Pixmap& pixmap, Quality quality, const PngText& text);

}  // namespace lantern
