#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/spec/glyph_art.h"
#include "renderer/frame/frame.h"

namespace lantern {

/// The plain shapes of dots: circle, ring, square, diamond, triangle, cross.
const std::vector<std::string_view>& shape_names();

/// One of those; the name must be known.
SymbolPtr shape_symbol(std::string_view name);

/// How much of a colour is below the parts of a pattern that are inked.
constexpr double kPatternTint = 0.3;

/// A square that is filled with one of `pattern_names`.
SymbolPtr pattern_symbol(std::string_view name);

/// A shape that is filled with one of `pattern_names`, with a rim in its colour. What is made of
/// lines (ring, cross) has nothing to fill and stays as it is.
SymbolPtr patterned_shape(std::string_view shape, std::string_view pattern);

/// The layer whose stroke an outline takes the place of: the uppermost one; none where the symbol
/// is made of lines.
std::optional<size_t> outlined_layer(const Symbol& symbol);

/// A drawing scaled into the box of side 1 around (0, 0), in a mood (its first one if empty).
/// Throws RuntimeError where a path cannot be read.
SymbolPtr glyph_symbol(const GlyphArt& art, const std::string& mood = "");

}  // namespace lantern
