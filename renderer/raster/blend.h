#pragma once

#include <cstddef>
#include <cstdint>

namespace lantern {

/// A rectangle of premultiplied 0xAARRGGBB words. `stride` is in words.
struct PixelBlock {
  const std::uint32_t* pixels = nullptr;
  std::ptrdiff_t stride = 0;
  int width = 0;
  int height = 0;
};

/// Opacity that `blend` takes for none at all.
constexpr unsigned kFullOpacity = 256;

/// Lays `source`, its opacity multiplied by `opacity` / 256, over the pixels at `target`
/// (Porter-Duff over, rounded to the nearest level). Exact integer arithmetic: the same bytes on
/// every machine.
void blend(const PixelBlock& source, unsigned opacity, std::uint32_t* target,
           std::ptrdiff_t target_stride);

/// How much of each pixel is covered, 0 to 255.
struct CoverBlock {
  const std::uint8_t* cover = nullptr;
  std::ptrdiff_t stride = 0;
  int width = 0;
  int height = 0;
};

/// Lays one colour (0xAARRGGBB, premultiplied) over the pixels at `target`, as far as they are
/// covered.
void blend_color(CoverBlock source, std::uint32_t color, std::uint32_t* target,
                 std::ptrdiff_t target_stride);

}  // namespace lantern
