#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "core/spec/glyph_art.h"
#include "core/spec/theme.h"

namespace lantern {

/// The folder with themes, glyphs and the like: `share/lantern` beside the program (a build
/// folder), or below the prefix that it was installed to. Throws RuntimeError where there is none.
std::string find_resources();

/// The file there that formulas are set with; empty where lantern was built without it.
std::string formula_program(const std::string& resources);

/// Names of the theme and glyph files there, sorted.
std::vector<std::string> list_themes(const std::string& resources);
std::vector<std::string> list_glyphs(const std::string& resources);

/// Throws RuntimeError, naming file, line and column, where a file is missing or not right.
Theme load_theme(const std::string& resources, const std::string& name);
GlyphArt load_glyph(const std::string& resources, const std::string& name);

/// The text of a theme's file beside a scene, which may extend one of ours; nothing where it is not
/// right, which `diagnostics` then say.
std::optional<Theme> read_own_theme(const std::string& path, std::string text,
                                    const std::string& resources, Sources& sources,
                                    Diagnostics& diagnostics);

/// A glyph's file beside a scene: a drawing as ours are, or an SVG whose outlines have the colours
/// of glyphs (see docs/scene-language.md). Nothing where it is not right.
std::optional<GlyphArt> read_own_glyph(const std::string& name, const std::string& path,
                                       std::string text, Sources& sources,
                                       Diagnostics& diagnostics);

/// What a diagnostic code means to an author, with a whole scene that has it and the same one
/// without.
struct Explanation {
  std::string why, wrong, mended;
};
Explanation load_explanation(const std::string& resources, std::string_view code);

}  // namespace lantern
