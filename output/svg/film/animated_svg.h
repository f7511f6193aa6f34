#pragma once

#include <string>

#include "core/spec/film.h"
#include "output/svg/film/recording.h"
#include "output/svg/write/svg_writer.h"

namespace lantern::svg {

/// What a reader's browser has to cope with.
struct Load {
  int moving = 0;  ///< elements that move or change their size
  size_t bytes = 0;
};

struct AnimatedSvg {
  std::string text;
  Load load;
};

/// A film as one document of SVG 1.1 with SMIL animations (and CSS's media query): every item once,
/// in it what changes. `ground` and `poster` are of one of its frames; the poster is what readers
/// see who have asked for less motion.
AnimatedSvg write_animated_svg(const Recording& recording, const Frame& poster, const Film& film,
                               const SvgOptions& options);

}  // namespace lantern::svg
