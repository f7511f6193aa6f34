#pragma once

#include <string>

#include "renderer/text/font_source.h"

namespace lantern {

/// What an SVG says beside its picture.
struct SvgOptions {
  std::string title;        ///< <title>, and the prefix of all ids
  std::string description;  ///< <desc>
  int width = 0;            ///< pixels
  int height = 0;
  bool outlines = false;  ///< texts as paths, not as <text> with embedded fonts
  FontSource fonts = FontSource::anywhere;
  std::string language{};  ///< of its texts; empty: not said
};

}  // namespace lantern
