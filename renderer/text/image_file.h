#pragma once

#include <cstdint>
#include <vector>

namespace lantern {

/// A picture as its file has it: a PNG.
struct ImageFile {
  std::vector<std::uint8_t> png;
  int width = 0, height = 0;  ///< pixels
};

}  // namespace lantern
