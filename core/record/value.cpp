#include "core/record/value.h"

namespace lantern {

std::string_view name_of(ValueType type) {
  switch (type) {
    case ValueType::number:
      return "number";
    case ValueType::boolean:
      return "boolean";
    case ValueType::text:
      return "text";
    case ValueType::table:
      return "table";
    case ValueType::record:
      return "record";
  }
  return "";
}

RichText LiveText::spans(size_t row) const {
  if (pieces.empty()) return plain_spans((*this)[row]);
  RichText out;
  for (const Piece& piece : pieces) {
    out.push_back({piece.column.size() > 0 ? piece.column.text(row) : piece.text, piece.style,
                   piece.live, piece.readings});
  }
  return out;
}

}  // namespace lantern
