#include "core/scene/compile/reading_time.h"

#include <algorithm>

namespace lantern {

double reading_time(const Template& caption) {
  constexpr double kSpeed = 15, kLeast = 1, kHole = 5;
  double characters = 0;
  for (const Template::Piece& piece : caption.pieces) {
    characters += piece.hole ? kHole : double(signs_in(piece.literal, piece.style));
  }
  return characters > 0 ? std::max(kLeast, characters / kSpeed) : 0;
}

}  // namespace lantern
