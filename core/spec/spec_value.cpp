#include "core/spec/spec_value.h"

namespace lantern {

bool Template::constant() const {
  for (const Piece& piece : pieces) {
    if (piece.hole) return false;
  }
  return true;
}

RichText Template::spans() const {
  RichText out;
  for (const Piece& piece : pieces) out.push_back({piece.literal, piece.style, false, {}});
  return out;
}

const SpecValue& RecordSpec::operator[](std::string_view field) const {
  return values[static_cast<size_t>(kind->find(field))];
}

}  // namespace lantern
