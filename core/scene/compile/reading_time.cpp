#include "core/scene/compile/reading_time.h"

#include <algorithm>

#include "core/base/text.h"

namespace lantern {

double reading_time(const Template& caption) {
  constexpr double kSpeed = 15, kLeast = 1, kHole = 5;
  double characters = 0;
  for (const Template::Piece& piece : caption.pieces) {
    characters += piece.hole ? kHole : double(code_points(piece.literal));
  }
  return characters > 0 ? std::max(kLeast, characters / kSpeed) : 0;
}

}  // namespace lantern
