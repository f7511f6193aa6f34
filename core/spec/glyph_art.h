#pragma once

#include <string>
#include <vector>

namespace lantern {

/// A drawing for glyph marks, as its file says it. Coordinates are in the file's own box.
struct GlyphArt {
  struct Layer {
    std::string path;            ///< SVG path data
    std::string fill = "color";  ///< none, color, shade, light, dark, pale, ink or ground
    std::string stroke = "none";
    double stroke_width = 0;
    double opacity = 1;
    std::vector<std::string> moods;  ///< drawn in these only; empty: in all
  };
  std::string name;
  std::string doc;
  double x = 0, y = 0, size = 24;  ///< the square that becomes the glyph's box
  std::vector<Layer> layers;

  /// All that its layers name, in their order; the first one is how it looks unless a mark says.
  std::vector<std::string> moods() const;
};

}  // namespace lantern
