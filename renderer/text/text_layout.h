#pragma once

#include <vector>

#include "renderer/text/alignment.h"
#include "renderer/text/font_set.h"
#include "renderer/text/glyph_outlines.h"
#include "renderer/text/layout_attributes.h"
#include "renderer/text/shaped_text.h"

namespace lantern {

/// A text laid out by Pango at kShapingSize.
class TextLayout {
 public:
  /// `wrap_ems` is in ems. `missing`: parts that no font of the
  /// set can draw.
  TextLayout(const FontSet& fonts, const std::string& text, Wrap wrap_ems,
             const std::vector<ByteRange>& missing);

  /// The characters that no font of the set has.
  std::vector<ByteRange> find_missing() const;

  /// Writes lines, width and glyphs of `out`, whose font and line height are set.
  void write(GlyphOutlines& outlines, TextAlign align, ShapedText& out) const;

 private:
  struct Line {
    double width = 0;  // canvas units, like all of this
    bool right_to_left = false;
    size_t first_glyph = 0;
  };

  std::vector<ByteRange> missing_;
  GObjectPtr<PangoLayout> layout_;
};

}  // namespace lantern
