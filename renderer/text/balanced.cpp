#include "renderer/text/balanced.h"

namespace lantern {

ShapedTextPtr shape_balanced(const TextShaper& shaper, std::string_view text, const Font& font,
                             TextAlign align, double width) {
  ShapedTextPtr best = shaper.shape(text, font, align, width);
  if (best->lines < 2) return best;
  constexpr int kHalvings = 6;
  double low = width / best->lines / 2, high = width;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    const ShapedTextPtr narrower = shaper.shape(text, font, align, middle);
    const bool fits = narrower->lines <= best->lines && narrower->width <= middle;
    (fits ? high : low) = middle;
    if (fits) best = narrower;
  }
  return best;
}

}  // namespace lantern
