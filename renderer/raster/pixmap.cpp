#include "renderer/raster/pixmap.h"

#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "core/base/error.h"

namespace lantern {
namespace {

constexpr size_t kAlignment = 64;
constexpr std::ptrdiff_t kWordsPerLine = kAlignment / sizeof(std::uint32_t);

// Cairo draws on nothing larger; it also keeps the byte count far from overflow.
constexpr int kMaxSide = 32767;

std::ptrdiff_t rounded_up(std::ptrdiff_t words) {
  return (words + kWordsPerLine - 1) / kWordsPerLine * kWordsPerLine;
}

}  // namespace

void Pixmap::Free::operator()(std::uint32_t* p) const noexcept {
  std::free(p);
}

Pixmap::Pixmap(int width, int height, bool opaque)
    : width_(width), height_(height), stride_(rounded_up(width)), opaque_(opaque) {
  if (width <= 0 || height <= 0 || width > kMaxSide || height > kMaxSide) {
    throw RuntimeError(fmt::format("A picture cannot be {} by {} pixels: its sides are 1 to {}.",
                                   width, height, kMaxSide));
  }
  pixels_.reset(static_cast<std::uint32_t*>(std::aligned_alloc(kAlignment, bytes())));
  if (!pixels_) {
    throw RuntimeError(
        fmt::format("There is not enough memory for a picture of {} by {} pixels.", width, height));
  }
}

void Pixmap::copy_from(const Pixmap& other) {
  if (width_ != other.width_ || height_ != other.height_) {
    throw RuntimeError(fmt::format("Pixels of a {}x{} picture do not fit one of {}x{}.",
                                   other.width_, other.height_, width_, height_));
  }
  if (height_ > 0) std::memcpy(pixels_.get(), other.pixels_.get(), bytes());
}

}  // namespace lantern
