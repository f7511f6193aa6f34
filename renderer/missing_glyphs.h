#pragma once

#include <string>
#include <vector>

#include "renderer/frame.h"

namespace lantern {

/// A character that no font has.
struct MissingGlyph {
  std::string character;  ///< as "U+1F431"
  std::string item;       ///< the id of the text it stands in
};

/// All such characters in a frame, each once an item.
std::vector<MissingGlyph> missing_glyphs(const Frame& frame);

}  // namespace lantern
