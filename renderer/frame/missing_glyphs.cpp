#include "renderer/frame/missing_glyphs.h"

#include <fmt/format.h>

#include "core/base/overloaded.h"
#include "renderer/text/script_fonts.h"
#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

void collect(const Item& item, std::vector<MissingGlyph>& out) {
  std::visit(Overloaded{[&](const Group& group) {
                          for (const ItemPtr& child : group.children) collect(*child, out);
                        },
                        [&](const TextShape& text) {
                          for (const char32_t missing : text.text->missing) {
                            out.push_back({missing, item.id, package_for(missing)});
                          }
                        },
                        [](const PathShape&) {}, [](const Instances&) {}, [](const ImageShape&) {}},
             item.shape);
}

}  // namespace

std::vector<MissingGlyph> missing_glyphs(const Frame& frame) {
  std::vector<MissingGlyph> out;
  for (const ItemPtr& item : frame.items) collect(*item, out);
  return out;
}

std::string code_point(char32_t character) {
  return fmt::format("U+{:04X}", static_cast<std::uint32_t>(character));
}

std::string utf8(char32_t c) {
  std::string out;
  if (c < 0x80) return {char(c)};
  const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  constexpr int kFirst[] = {0, 0xC0, 0xE0, 0xF0};
  out += char(kFirst[more] | int(c >> (6 * more)));
  for (int i = more - 1; i >= 0; --i) out += char(0x80 | int(c >> (6 * i) & 0x3F));
  return out;
}

}  // namespace lantern
