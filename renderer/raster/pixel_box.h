#pragma once

#include <algorithm>
#include <cmath>

#include "renderer/paths/geometry.h"

namespace lantern {

/// A rectangle of whole device pixels, the far edges excluded.
struct PixelBox {
  int x0 = 0;
  int y0 = 0;
  int x1 = 0;
  int y1 = 0;

  bool empty() const { return x1 <= x0 || y1 <= y0; }
  int width() const { return x1 - x0; }
  int height() const { return y1 - y0; }
  bool overlaps(const PixelBox& other) const {
    return x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1;
  }
  friend bool operator==(const PixelBox&, const PixelBox&) = default;
};

inline PixelBox intersection(const PixelBox& a, const PixelBox& b) {
  const PixelBox both{std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1),
                      std::min(a.y1, b.y1)};
  return both.empty() ? PixelBox{} : both;
}

/// All pixels that `box` (device coordinates, of any size) touches, of those in `within`.
inline PixelBox pixels_touching(const Box& box, const PixelBox& within) {
  const auto clamped = [](double v, int low, int high) {
    return v > low ? static_cast<int>(std::min<double>(v, high)) : low;  // not a number: low
  };
  if (box.empty() || within.empty()) return {};
  const PixelBox touched{clamped(std::floor(box.x0), within.x0, within.x1),
                         clamped(std::floor(box.y0), within.y0, within.y1),
                         clamped(std::ceil(box.x1), within.x0, within.x1),
                         clamped(std::ceil(box.y1), within.y0, within.y1)};
  return touched.empty() ? PixelBox{} : touched;
}

}  // namespace lantern
