#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "renderer/text/alignment.h"
#include "renderer/text/glyph_outlines.h"
#include "renderer/text/layout_attributes.h"
#include "renderer/text/shaped_text.h"

// What both kinds of layout read from Pango.

namespace lantern {

const PangoGlyphItem& as_run(const GSList* node);
PangoLayoutLine& as_line(const GSList* node);
const GSList* lines_of(PangoLayout* layout);
bool is_right_to_left(PangoLayoutLine& line);

/// A line's advance, in Pango's units.
int advance_of(PangoLayoutLine& line);

/// How far a line is moved to the right in a block of `block` units.
double offset_of(double width, double block, TextAlign align, bool right_to_left);

/// The same width in ems of the font.
Wrap in_ems(Wrap wrap, const Font& font);

/// Breaks lines at that width.
void wrap_at(PangoLayout* layout, Wrap ems);

/// The characters that no font of the layout has.
std::vector<ByteRange> missing_in(PangoLayout* layout);

/// Adds the glyphs of a run from `pen` on, which moves past them.
void write_glyphs(GlyphOutlines& outlines, const PangoGlyphItem& run,
                  const std::vector<ByteRange>& missing, Point& pen, ShapedText& out);

/// The characters at these places, each once, in order of appearance.
std::u32string characters_at(const std::vector<ByteRange>& places, const std::string& text);

/// Valid UTF-8; what is not becomes U+FFFD.
std::string valid_text(std::string_view text);

}  // namespace lantern
