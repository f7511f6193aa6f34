#pragma once

#include <map>
#include <memory>
#include <string>

#include "renderer/paths/path.h"
#include "renderer/text/pango_handles.h"

namespace lantern {

/// Outlines of glyphs, unhinted, in em units with y downwards. Each is made once and shared by all
/// sizes.
class GlyphOutlines {
 public:
  GlyphOutlines();

  /// Null for a glyph without an outline.
  std::shared_ptr<const Path> find(PangoFont* font, PangoGlyph glyph);
  /// The path of the font's file.
  std::shared_ptr<const std::string> file_of(PangoFont* font) { return face_of(font).file; }

 private:
  struct Face {
    HbFontPtr font;  // at one unit to the font's own; keeps the face alive
    std::shared_ptr<const std::string> file;
    std::map<PangoGlyph, std::shared_ptr<const Path>> outlines;
  };

  Face& face_of(PangoFont* font);
  std::shared_ptr<const Path> draw(hb_font_t* font, PangoGlyph glyph) const;

  HbDrawFuncsPtr functions_;
  std::map<hb_face_t*, Face> faces_;
};

/// What is drawn for a character that no font has: a frame, and the advance it takes.
std::shared_ptr<const Path> missing_glyph_outline();
constexpr double kMissingGlyphAdvance = 0.625;

}  // namespace lantern
