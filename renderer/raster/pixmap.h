#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace lantern {

/// Owned pixels: 32-bit words 0xAARRGGBB, premultiplied, rows top-down. Rows start on 64-byte
/// boundaries. An opaque pixmap has 0xFF in every alpha byte.
class Pixmap {
 public:
  Pixmap() = default;
  /// Sides are 1…32767. Throws RuntimeError where they are not or memory is short. Contents are
  /// undefined.
  Pixmap(int width, int height, bool opaque);

  int width() const { return width_; }
  int height() const { return height_; }
  bool opaque() const { return opaque_; }
  /// Words from one row to the next.
  std::ptrdiff_t stride() const { return stride_; }

  std::uint32_t* row(int y) { return pixels_.get() + y * stride_; }
  const std::uint32_t* row(int y) const { return pixels_.get() + y * stride_; }
  size_t bytes() const { return static_cast<size_t>(stride_) * static_cast<size_t>(height_) * 4; }

  /// The other pixmap must have the same size.
  void copy_from(const Pixmap& other);

 private:
  struct Free {
    void operator()(std::uint32_t* p) const noexcept;
  };
  std::unique_ptr<std::uint32_t[], Free> pixels_;
  int width_ = 0;
  int height_ = 0;
  std::ptrdiff_t stride_ = 0;
  bool opaque_ = true;
};

/// A premultiplied word's colour as it is without its alpha, which stays in the word.
inline std::uint32_t unpremultiplied(std::uint32_t pixel) {
  const std::uint32_t alpha = pixel >> 24;
  if (alpha == 255 || alpha == 0) return alpha == 0 ? 0 : pixel;
  std::uint32_t out = alpha << 24;
  for (int shift = 0; shift < 24; shift += 8) {
    const std::uint32_t value = ((pixel >> shift & 255) * 255 + alpha / 2) / alpha;
    out |= (value < 255 ? value : 255) << shift;
  }
  return out;
}

}  // namespace lantern
