#pragma once

#include <string>
#include <vector>

#include "renderer/text/alignment.h"
#include "renderer/text/font_set.h"
#include "renderer/text/glyph_outlines.h"
#include "renderer/text/layout_attributes.h"
#include "renderer/text/set_lines.h"
#include "renderer/text/shaped_text.h"

namespace lantern {

/// A paragraph of several styles, laid out by Pango at kShapingSize.
class SpanLayout {
 public:
  /// `fonts` has the faces of all styles. `wrap` is in canvas units.
  SpanLayout(const FontSet& fonts, const std::vector<ParagraphSpan>& spans, const Font& font,
             Wrap wrap);

  /// The characters that no font has, each once; they are drawn as boxes.
  std::u32string missing() const;

  /// `line_height` is the distance between baselines where no box is higher than the letters.
  SetLines write(GlyphOutlines& outlines, TextAlign align, const FontSet::Metrics& metrics,
                 double line_height) const;

 private:
  struct Line;
  class LineWriter;

  void lay_out(const FontSet& fonts, Wrap wrap);
  size_t span_at(unsigned byte) const;

  const std::vector<ParagraphSpan>* spans_;
  Font font_;
  std::string text_;
  std::vector<StyledRange> styles_;  // one a span
  std::vector<ByteRange> missing_;
  GObjectPtr<PangoLayout> layout_;
};

}  // namespace lantern
