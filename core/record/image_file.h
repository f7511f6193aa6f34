#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace lantern {

/// A picture: as its file has it, a PNG, or as it was worked out.
struct ImageFile {
  std::vector<std::uint8_t> png;  ///< empty where there are pixels
  int width = 0, height = 0;      ///< pixels
  /// Words 0xAARRGGBB, premultiplied, rows top-down.
  std::vector<std::uint32_t> pixels{};
  bool sharp = false;  ///< enlarged, each pixel stays a rectangle of one colour
};
using ImagePtr = std::shared_ptr<const ImageFile>;

}  // namespace lantern
