#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "renderer/frame/frame.h"

namespace lantern {

/// A character that no font has.
struct MissingGlyph {
  char32_t character = 0;
  std::string item;          ///< the id of the text it stands in
  std::string_view package;  ///< what brings a font for it; empty where that is not known
};

/// All such characters in a frame, each once an item.
std::vector<MissingGlyph> missing_glyphs(const Frame& frame);

/// "U+1F431".
std::string code_point(char32_t character);
/// The character itself, in UTF-8.
std::string utf8(char32_t character);

}  // namespace lantern
