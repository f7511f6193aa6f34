#include "core/scene/bind/tex_parts.h"

#include <algorithm>

namespace lantern {

TablePtr tex_parts(const Template& tex) {
  constexpr std::string_view kNaming = "\\cssId{";
  std::vector<std::string> names;
  for (const Template::Piece& piece : tex.pieces) {
    size_t at = 0;
    while ((at = piece.literal.find(kNaming, at)) != std::string::npos) {
      at += kNaming.size();
      const size_t end = piece.literal.find('}', at);
      if (end == std::string::npos) break;
      const std::string name = piece.literal.substr(at, end - at);
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
      at = end;
    }
  }
  if (names.empty()) return nullptr;
  Keys keys(names);
  return std::make_shared<const Table>("part", std::move(keys), std::vector<std::string>{"part"},
                                       std::vector<Column>{Column::texts(names)});
}

}  // namespace lantern
