#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "renderer/text/font_source.h"

namespace lantern {

/// A face that stands in for characters that the family asked for does not have.
struct FallbackFace {
  std::string family;
  std::string path;
  unsigned index = 0;  ///< in a file of several faces
};

/// The fonts of these characters' scripts, as far as they are installed, for text of that weight.
/// Han characters take the forms of the language that the rest of them belong to.
std::vector<FallbackFace> script_faces(int weight, const std::u32string& characters,
                                       FontSource source);

/// The Debian package that brings a font for the character; empty where none is known.
std::string_view package_for(char32_t character);

/// The file of colour emoji; empty where it is not installed.
std::string emoji_font_file(FontSource source);

}  // namespace lantern
