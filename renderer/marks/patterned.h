#pragma once

#include "renderer/look/row_words.h"
#include "renderer/marks/common.h"
#include "renderer/paths/hatch.h"

// Regions that are filled with stripes or dots.

namespace lantern {

template <class M>
Field pattern_field() {
  return field<&M::pattern>("pattern",
                            "What it is filled with; the values of a column each have one.",
                            {.fallback = "none", .choices = pattern_names()});
}

/// The colour that is below a pattern; the colour itself where there is none.
Color below_pattern(const Look& look, const Color& color, std::string_view pattern);

/// Adds an outline with its fill, and over it the pattern as an item of its own that comes and goes
/// along with it.
void add_filled(const MarkInput& in, Item item, std::string_view pattern, MarkOutput& out);

/// The letters that are read on a fill: over a pattern they have a rim.
void set_letters_on(PlacedText& text, const Look& look, const Color& color,
                    std::string_view pattern);

}  // namespace lantern
