#pragma once

#include <memory>

#include "renderer/paths/geometry.h"
#include "renderer/text/image_file.h"

namespace lantern {

/// A coloured picture among letters. Lengths are ems, y downwards from the baseline.
struct EmojiPicture {
  std::shared_ptr<const ImageFile> file;
  Box box;
  double advance = 0;
};

}  // namespace lantern
