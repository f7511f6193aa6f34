#pragma once

#include <string>
#include <vector>

#include "core/spec/film.h"

namespace lantern {

/// One section as a slide.
struct Slide {
  std::string name;
  std::string notes;
  std::string film;  ///< a data URI
  std::string end;   ///< likewise, its last picture
};

/// A page that needs nothing else: it plays a slide's film at a key press or a click, holds its
/// end, and goes on at the next one. Arrows and Page keys go on and back, as do clicks (back at the
/// left edge), Home and End to the ends, f fills the screen, n shows the notes. Readers who want
/// less motion see the ends only; printed it is the ends with their notes.
std::string slides_page(const Film& film, const std::string& ground, const std::string& ink,
                        const std::vector<Slide>& slides);

}  // namespace lantern
