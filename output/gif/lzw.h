#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace lantern {

/// The palette index that leaves the pixel of the frame before.
constexpr std::uint8_t kTransparent = 255;

/// Indices of an image, row by row. `free` pixels are the same as in the frame before: whether they
/// are written as their index or as kTransparent is up to the encoder.
struct GifPixels {
  std::vector<std::uint8_t> indices;
  std::vector<std::uint8_t> free;  ///< 1 free, 0 not; empty: none is
};

/// GIF's variable-length LZW (GIF89a, appendix F) with 8 bits a pixel, without the sub-blocks. Of
/// the two ways to write a free pixel the one is taken that continues a string of the table. The
/// table is kept when it is full, as long as it serves.
std::vector<std::uint8_t> lzw_encode(const GifPixels& pixels);

}  // namespace lantern
