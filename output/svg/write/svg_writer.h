#pragma once

#include <string>

#include "renderer/frame/frame.h"

namespace lantern {

/// What an SVG says beside its picture.
struct SvgOptions {
  std::string title;        ///< <title>, and the prefix of all ids
  std::string description;  ///< <desc>
  int width = 0;            ///< pixels
  int height = 0;
  bool outlines = false;  ///< texts as paths, not as <text> with embedded fonts
};

/// A frame as a document of SVG 1.1 (with `paint-order` of SVG 2): real texts with the fonts that
/// they need embedded, ids from those of the items, numbers as short as they may be. The same frame
/// gives the same bytes.
std::string write_svg(const Frame& frame, const SvgOptions& options);

}  // namespace lantern
