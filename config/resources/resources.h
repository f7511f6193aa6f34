#pragma once

#include <string>
#include <string_view>
#include <vector>

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

/// What a diagnostic code means to an author, with a whole scene that has it and the same one
/// without.
struct Explanation {
  std::string why, wrong, mended;
};
Explanation load_explanation(const std::string& resources, std::string_view code);

}  // namespace lantern
