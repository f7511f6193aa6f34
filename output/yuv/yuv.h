#pragma once

#include <cstddef>
#include <cstdint>

#include "renderer/raster/pixmap.h"

namespace lantern {

/// Where a picture in planar YUV 4:2:0, 8 bits, goes. Strides are in bytes and may exceed the
/// width.
struct YuvPlanes {
  std::uint8_t* y = nullptr;
  std::uint8_t* u = nullptr;
  std::uint8_t* v = nullptr;
  std::ptrdiff_t y_stride = 0;
  std::ptrdiff_t u_stride = 0;
  std::ptrdiff_t v_stride = 0;
};

/// The next even number: 4:2:0 has no odd sides.
constexpr int even_side(int side) {
  return side + (side & 1);
}

/// Converts to ITU-R BT.709 in limited range (Y 16…235, U and V 16…240). The planes hold
/// even_side(width) × even_side(height) pixels; an odd side is padded by repeating its last column
/// or row. Each chroma sample is the mean of its 2×2 pixels, so it sits in their centre. The
/// pixmap's alpha is not looked at. Integer arithmetic throughout: within one level of exact
/// arithmetic, and the same on every machine.
void convert_to_yuv(const Pixmap& from, const YuvPlanes& to);

}  // namespace lantern
