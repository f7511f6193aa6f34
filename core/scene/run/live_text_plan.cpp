#include <algorithm>

#include "core/scene/run/record_plan.h"

namespace lantern {

bool LiveTextPlan::live() const {
  return std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
    return piece.hole && !piece.hole->leaves().empty();
  });
}

RichText LiveTextPlan::spans(const std::vector<std::string>& holes) const {
  RichText out;
  size_t next = 0;
  for (const Piece& piece : pieces) {
    out.push_back({piece.hole ? holes[next++] : piece.literal, piece.style, piece.hole.has_value(),
                   piece.readings});
  }
  return out;
}

std::string LiveTextPlan::text(const std::vector<std::string>& holes) const {
  return words_of(spans(holes));
}

}  // namespace lantern
