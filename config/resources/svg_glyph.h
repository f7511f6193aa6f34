#pragma once

#include <optional>
#include <string>

#include "core/diagnostics/diagnostics.h"
#include "core/spec/glyph_art.h"

namespace lantern {

/// The outlines of an SVG as the layers of a glyph. Its colours are those of glyphs:
/// `currentColor` or none said is the datum's own, `var(--shade)`, `var(--light)`, `var(--ink)`
/// (black too) and `var(--ground)` (white too) are the others; `data-moods="happy sad"` says in
/// which moods something is drawn. What else SVG can do is refused, with its place.
std::optional<GlyphArt> read_svg_glyph(const std::string& name, const std::string& path,
                                       std::string text, Sources& sources,
                                       Diagnostics& diagnostics);

}  // namespace lantern
