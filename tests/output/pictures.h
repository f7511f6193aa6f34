#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/spec/film.h"
#include "renderer/raster/pixmap.h"

namespace lantern::test {

/// Noise that is the same everywhere. Not opaque: premultiplied, all alphas.
inline Pixmap noise(int width, int height, bool opaque, std::uint32_t seed = 1) {
  Pixmap out(width, height, opaque);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      seed = seed * 1664525 + 1013904223;
      const std::uint32_t word = seed ^ seed >> 15;
      const std::uint32_t alpha = opaque ? 255 : word >> 24;
      std::uint32_t pixel = alpha << 24;
      for (int shift = 0; shift < 24; shift += 8) {
        pixel |= (word >> shift & 255) * alpha / 255 << shift;
      }
      out.row(y)[x] = pixel;
    }
  }
  return out;
}

inline Pixmap plain(int width, int height, std::uint32_t color) {
  Pixmap out(width, height, true);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) out.row(y)[x] = 0xFF000000 | color;
  }
  return out;
}

inline Film film_of(std::int64_t frames, Rational fps = {30, 1}) {
  Film out;
  out.fps = fps;
  out.frames = frames;
  out.duration = static_cast<double>(frames * fps.den) / static_cast<double>(fps.num);
  return out;
}

/// The names of all files and folders below a folder, hidden ones too, sorted.
inline std::vector<std::string> contents(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    out.push_back(std::filesystem::relative(entry.path(), folder).string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace lantern::test
