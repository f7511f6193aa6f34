#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "renderer/formula/formula.h"

namespace lantern {

/// Whether a hole's text is a number, which is set in the formula's figures; else it is a text.
bool is_number(std::string_view text);

/// TeX for a hole that reads this, in a group of its own: what keeps its place.
std::string tex_of_hole(size_t hole, const std::string& reading, bool term);

/// One character of a live number: its outline, from the start of the hole's baseline, in ems of
/// the formula.
struct NumberGlyph {
  std::string character;
  Path outline;
};

/// The room that a number takes, in ems of the formula.
double width_of_number(std::string_view text, bool term, const FormulaGlyphs& glyphs);

/// A number set in the place of a hole. Powers of ten are written as such: 1.2e-05 is 1.2×10⁻⁵.
std::vector<NumberGlyph> set_number(std::string_view text, const FormulaHole& hole, bool term,
                                    const FormulaGlyphs& glyphs);

}  // namespace lantern
