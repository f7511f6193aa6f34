#include "renderer/missing_glyphs.h"

#include <fmt/format.h>

#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

void collect(const Item& item, std::vector<MissingGlyph>& out) {
  if (const auto* group = std::get_if<Group>(&item.shape)) {
    for (const ItemPtr& child : group->children) collect(*child, out);
  } else if (const auto* text = std::get_if<TextShape>(&item.shape)) {
    for (const char32_t missing : text->text->missing) {
      out.push_back({fmt::format("U+{:04X}", static_cast<std::uint32_t>(missing)), item.id});
    }
  }
}

}  // namespace

std::vector<MissingGlyph> missing_glyphs(const Frame& frame) {
  std::vector<MissingGlyph> out;
  for (const ItemPtr& item : frame.items) collect(*item, out);
  return out;
}

}  // namespace lantern
