#include "renderer/text/text_layout.h"

#include <algorithm>
#include <cmath>

namespace lantern {
namespace {

constexpr double kMostUnits = 1 << 30;

const PangoGlyphItem& as_run(const GSList* node) {
  return *static_cast<const PangoGlyphItem*>(node->data);
}

PangoLayoutLine& as_line(const GSList* node) {
  return *static_cast<PangoLayoutLine*>(node->data);
}

const GSList* lines_of(PangoLayout* layout) {
  return pango_layout_get_lines_readonly(layout);
}

unsigned cluster_of(const PangoGlyphItem& run, int glyph) {
  return static_cast<unsigned>(run.item->offset + run.glyphs->log_clusters[glyph]);
}

bool is_right_to_left(PangoLayoutLine& line) {
  return pango_layout_line_get_resolved_direction(&line) == PANGO_DIRECTION_RTL;
}

int advance_of(PangoLayoutLine& line) {
  PangoRectangle logical;
  pango_layout_line_get_extents(&line, nullptr, &logical);
  return logical.width;
}

/// How far a line is moved to the right in a block of `block` units.
double offset_of(double width, double block, TextAlign align, bool right_to_left) {
  if (align == TextAlign::middle) return (block - width) / 2;
  return (align == TextAlign::end) != right_to_left ? block - width : 0;
}

}  // namespace

TextLayout::TextLayout(const FontSet& fonts, const std::string& text, double wrap_ems,
                       const std::vector<ByteRange>& missing)
    : missing_(missing), layout_(fonts.make_layout()) {
  pango_layout_set_text(layout_.get(), text.c_str(), static_cast<int>(text.size()));
  pango_layout_set_attributes(layout_.get(), layout_attributes(text, missing).get());
  if (wrap_ems > 0) {
    const double units = std::min(std::round(wrap_ems * kUnitsPerEm), kMostUnits);
    pango_layout_set_width(layout_.get(), static_cast<int>(units));
  }
}

std::vector<ByteRange> TextLayout::find_missing() const {
  std::vector<ByteRange> missing;
  if (pango_layout_get_unknown_glyphs_count(layout_.get()) == 0) return missing;
  for (const GSList* line = lines_of(layout_.get()); line != nullptr; line = line->next) {
    for (const GSList* node = as_line(line).runs; node != nullptr; node = node->next) {
      const PangoGlyphItem& run = as_run(node);
      for (int i = 0; i < run.glyphs->num_glyphs; ++i) {
        const PangoGlyph glyph = run.glyphs->glyphs[i].glyph;
        if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0) continue;
        const unsigned begin = cluster_of(run, i);
        const char* at = pango_layout_get_text(layout_.get()) + begin;
        missing.push_back({begin, begin + static_cast<unsigned>(g_utf8_next_char(at) - at)});
      }
    }
  }
  std::sort(missing.begin(), missing.end(),
            [](const ByteRange& a, const ByteRange& b) { return a.begin < b.begin; });
  return missing;
}

bool TextLayout::is_missing(unsigned byte) const {
  return std::any_of(missing_.begin(), missing_.end(), [byte](const ByteRange& range) {
    return byte >= range.begin && byte < range.end;
  });
}

void TextLayout::write_run(GlyphOutlines& outlines, const PangoGlyphItem& run, Point& pen,
                           ShapedText& out) const {
  const double unit = out.font.size / kUnitsPerEm;
  for (int i = 0; i < run.glyphs->num_glyphs; ++i) {
    const PangoGlyphInfo& info = run.glyphs->glyphs[i];
    Glyph glyph;
    glyph.cluster = cluster_of(run, i);
    glyph.advance = info.geometry.width * unit;
    glyph.at = pen + Point{info.geometry.x_offset * unit, info.geometry.y_offset * unit};
    if (is_missing(glyph.cluster)) {
      glyph.outline = missing_glyph_outline();
    } else if (info.glyph != PANGO_GLYPH_EMPTY && (info.glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0) {
      glyph.outline = outlines.find(run.item->analysis.font, info.glyph);
      glyph.id = info.glyph;
      glyph.file = outlines.file_of(run.item->analysis.font);
    }
    pen.x += glyph.advance;
    out.glyphs.push_back(std::move(glyph));
  }
}

void TextLayout::write(GlyphOutlines& outlines, TextAlign align, ShapedText& out) const {
  std::vector<Line> lines;
  const double unit = out.font.size / kUnitsPerEm;
  for (const GSList* node = lines_of(layout_.get()); node != nullptr; node = node->next) {
    PangoLayoutLine& line = as_line(node);
    Point pen{0, out.line_height * static_cast<double>(lines.size())};
    lines.push_back({advance_of(line) * unit, is_right_to_left(line), out.glyphs.size()});
    for (const GSList* run = line.runs; run != nullptr; run = run->next) {
      write_run(outlines, as_run(run), pen, out);
    }
    out.width = std::max(out.width, lines.back().width);
  }
  out.lines = static_cast<int>(lines.size());
  for (size_t i = 0; i < lines.size(); ++i) {
    const size_t end = i + 1 < lines.size() ? lines[i + 1].first_glyph : out.glyphs.size();
    const double shift = offset_of(lines[i].width, out.width, align, lines[i].right_to_left);
    for (size_t k = lines[i].first_glyph; k < end; ++k) out.glyphs[k].at.x += shift;
  }
}

}  // namespace lantern
