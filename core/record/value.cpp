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
  if (pieces.empty()) return {{(*this)[row], {}, false, widest}};
  RichText out;
  for (const Piece& piece : pieces) {
    out.push_back({piece.column.size() > 0 ? piece.column.text(row) : piece.text, piece.style,
                   piece.live, piece.widest});
  }
  return out;
}

RichText LiveText::widest_spans() const {
  if (pieces.empty()) return plain_spans(widest);
  RichText out;
  for (const Piece& piece : pieces) {
    out.push_back({piece.widest.empty() ? piece.text : piece.widest, piece.style, piece.live, {}});
  }
  return out;
}

}  // namespace lantern
