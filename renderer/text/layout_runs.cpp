#include "renderer/text/layout_runs.h"

#include <algorithm>
#include <cmath>

#include "renderer/text/font_set.h"

namespace lantern {
namespace {

unsigned cluster_of(const PangoGlyphItem& run, int glyph) {
  return static_cast<unsigned>(run.item->offset + run.glyphs->log_clusters[glyph]);
}

bool within(unsigned byte, const std::vector<ByteRange>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(), [byte](const ByteRange& range) {
    return byte >= range.begin && byte < range.end;
  });
}

}  // namespace

const PangoGlyphItem& as_run(const GSList* node) {
  return *static_cast<const PangoGlyphItem*>(node->data);
}

PangoLayoutLine& as_line(const GSList* node) {
  return *static_cast<PangoLayoutLine*>(node->data);
}

const GSList* lines_of(PangoLayout* layout) {
  return pango_layout_get_lines_readonly(layout);
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

Wrap in_ems(Wrap wrap, const Font& font) {
  return {font.size > 0 ? wrap.width / font.size : 0, wrap.inside_words};
}

void wrap_at(PangoLayout* layout, Wrap ems) {
  constexpr double kMostUnits = 1 << 30;
  if (!(ems.width > 0)) return;
  if (ems.inside_words) pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  const double units = std::min(std::round(ems.width * kUnitsPerEm), kMostUnits);
  pango_layout_set_width(layout, static_cast<int>(units));
}

std::vector<ByteRange> missing_in(PangoLayout* layout) {
  std::vector<ByteRange> missing;
  if (pango_layout_get_unknown_glyphs_count(layout) == 0) return missing;
  for (const GSList* line = lines_of(layout); line != nullptr; line = line->next) {
    for (const GSList* node = as_line(line).runs; node != nullptr; node = node->next) {
      const PangoGlyphItem& run = as_run(node);
      for (int i = 0; i < run.glyphs->num_glyphs; ++i) {
        const PangoGlyph glyph = run.glyphs->glyphs[i].glyph;
        if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0) continue;
        const unsigned begin = cluster_of(run, i);
        const char* at = pango_layout_get_text(layout) + begin;
        missing.push_back({begin, begin + static_cast<unsigned>(g_utf8_next_char(at) - at)});
      }
    }
  }
  std::sort(missing.begin(), missing.end(),
            [](const ByteRange& a, const ByteRange& b) { return a.begin < b.begin; });
  return missing;
}

void write_glyphs(GlyphOutlines& outlines, const PangoGlyphItem& run,
                  const std::vector<ByteRange>& missing, Point& pen, ShapedText& out) {
  const double unit = out.font.size / kUnitsPerEm;
  for (int i = 0; i < run.glyphs->num_glyphs; ++i) {
    const PangoGlyphInfo& info = run.glyphs->glyphs[i];
    Glyph glyph;
    glyph.cluster = cluster_of(run, i);
    glyph.advance = info.geometry.width * unit;
    glyph.at = pen + Point{info.geometry.x_offset * unit, info.geometry.y_offset * unit};
    if (within(glyph.cluster, missing)) {
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

std::u32string characters_at(const std::vector<ByteRange>& places, const std::string& text) {
  std::u32string characters;
  for (const ByteRange place : places) {
    const char32_t c = g_utf8_get_char(text.c_str() + place.begin);
    if (characters.find(c) == std::u32string::npos) characters += c;
  }
  return characters;
}

std::string valid_text(std::string_view text) {
  const auto length = static_cast<gssize>(text.size());
  if (g_utf8_validate(text.data(), length, nullptr)) return std::string(text);
  return GStringPtr(g_utf8_make_valid(text.data(), length)).get();
}

}  // namespace lantern
