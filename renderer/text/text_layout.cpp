#include "renderer/text/text_layout.h"

#include <algorithm>

#include "renderer/text/layout_runs.h"

namespace lantern {

TextLayout::TextLayout(const FontSet& fonts, const std::string& text, Wrap wrap_ems,
                       const std::vector<ByteRange>& missing)
    : missing_(missing), layout_(fonts.make_layout()) {
  pango_layout_set_text(layout_.get(), text.c_str(), static_cast<int>(text.size()));
  pango_layout_set_attributes(layout_.get(), layout_attributes(text, missing).get());
  wrap_at(layout_.get(), wrap_ems);
}

std::vector<ByteRange> TextLayout::find_missing() const {
  return missing_in(layout_.get());
}

void TextLayout::write(GlyphOutlines& outlines, TextAlign align, ShapedText& out) const {
  std::vector<Line> lines;
  const double unit = out.font.size / kUnitsPerEm;
  for (const GSList* node = lines_of(layout_.get()); node != nullptr; node = node->next) {
    PangoLayoutLine& line = as_line(node);
    Point pen{0, out.line_height * static_cast<double>(lines.size())};
    lines.push_back({advance_of(line) * unit, is_right_to_left(line), out.glyphs.size()});
    for (const GSList* run = line.runs; run != nullptr; run = run->next) {
      write_glyphs(outlines, as_run(run), missing_, pen, out);
    }
    out.width = std::max(out.width, lines.back().width);
  }
  out.lines = static_cast<int>(lines.size());
  out.right_to_left = !lines.empty() && lines.front().right_to_left;
  for (size_t i = 0; i < lines.size(); ++i) {
    const size_t end = i + 1 < lines.size() ? lines[i + 1].first_glyph : out.glyphs.size();
    const double shift = offset_of(lines[i].width, out.width, align, lines[i].right_to_left);
    for (size_t k = lines[i].first_glyph; k < end; ++k) out.glyphs[k].at.x += shift;
  }
}

}  // namespace lantern
