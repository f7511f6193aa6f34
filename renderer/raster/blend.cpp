#include "renderer/raster/blend.h"

#include "core/base/vector_clones.h"

namespace lantern {
namespace {

// Two channels at a time, each with 16 bits of room.
constexpr std::uint32_t kPair = 0x00FF00FF;
constexpr std::uint32_t kHalf = 0x00800080;

/// Both channels times `factor` / 255, rounded.
inline std::uint32_t times_255(std::uint32_t pair, std::uint32_t factor) {
  const std::uint32_t t = pair * factor + kHalf;
  return ((t + ((t >> 8) & kPair)) >> 8) & kPair;
}

/// All four channels times `factor` / 256, rounded.
inline std::uint32_t faded(std::uint32_t pixel, std::uint32_t factor) {
  const std::uint32_t low = (((pixel & kPair) * factor + kHalf) >> 8) & kPair;
  const std::uint32_t high = ((pixel >> 8) & kPair) * factor + kHalf;
  return low | (high & ~kPair);
}

inline std::uint32_t over(std::uint32_t above, std::uint32_t below) {
  const std::uint32_t rest = 255 - (above >> 24);
  return above + (times_255(below & kPair, rest) | (times_255((below >> 8) & kPair, rest) << 8));
}

// The block comes by value: the compiler could not know that writing pixels leaves its width alone,
// and would do one pixel at a time.
LANTERN_VECTOR_CLONES
void blend_opaque(PixelBlock source, std::uint32_t* target, std::ptrdiff_t target_stride) {
  for (int y = 0; y < source.height; ++y) {
    const std::uint32_t* __restrict from = source.pixels + y * source.stride;
    std::uint32_t* __restrict to = target + y * target_stride;
    for (int x = 0; x < source.width; ++x) to[x] = over(from[x], to[x]);
  }
}

LANTERN_VECTOR_CLONES
void blend_faded(PixelBlock source, unsigned opacity, std::uint32_t* target,
                 std::ptrdiff_t target_stride) {
  for (int y = 0; y < source.height; ++y) {
    const std::uint32_t* __restrict from = source.pixels + y * source.stride;
    std::uint32_t* __restrict to = target + y * target_stride;
    for (int x = 0; x < source.width; ++x) to[x] = over(faded(from[x], opacity), to[x]);
  }
}

}  // namespace

void blend(const PixelBlock& source, unsigned opacity, std::uint32_t* target,
           std::ptrdiff_t target_stride) {
  if (opacity >= kFullOpacity) {
    blend_opaque(source, target, target_stride);
  } else if (opacity > 0) {
    blend_faded(source, opacity, target, target_stride);
  }
}

LANTERN_VECTOR_CLONES
void blend_color(CoverBlock source, std::uint32_t color, std::uint32_t* target,
                 std::ptrdiff_t target_stride) {
  for (int y = 0; y < source.height; ++y) {
    const std::uint8_t* cover = source.cover + y * source.stride;
    std::uint32_t* row = target + y * target_stride;
    for (int x = 0; x < source.width; ++x) {
      const std::uint32_t part = cover[x];
      const std::uint32_t above =
          times_255(color & kPair, part) | (times_255((color >> 8) & kPair, part) << 8);
      row[x] = over(above, row[x]);
    }
  }
}

}  // namespace lantern
