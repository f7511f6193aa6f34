#pragma once

#include <memory>

#include "core/record/image_file.h"
#include "renderer/paths/geometry.h"

namespace lantern {

/// A coloured picture among letters. Lengths are ems, y downwards from the baseline.
struct EmojiPicture {
  std::shared_ptr<const ImageFile> file;
  Box box;
  double advance = 0;
};

}  // namespace lantern
