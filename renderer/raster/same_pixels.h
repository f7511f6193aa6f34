#pragma once

#include <cstring>

#include "renderer/raster/pixmap.h"

namespace lantern {

/// Whether two pixmaps of the same size have the same pixels.
inline bool same_pixels(const Pixmap& a, const Pixmap& b) {
  const size_t row_bytes = static_cast<size_t>(a.width()) * 4;
  for (int y = 0; y < a.height(); ++y) {
    if (std::memcmp(a.row(y), b.row(y), row_bytes) != 0) return false;
  }
  return true;
}

}  // namespace lantern
