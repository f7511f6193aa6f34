#include "renderer/paragraph/shortened.h"

#include "core/base/text.h"

namespace lantern {
namespace {

/// Whether what begins at `at` belongs to the character before it.
bool continues(std::string_view text, size_t at) {
  const std::string_view rest = text.substr(at);
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(rest[i]); };
  if ((byte(0) & 0xC0) == 0x80) return true;
  const bool mark = byte(0) == 0xCC || (byte(0) == 0xCD && rest.size() > 1 && byte(1) < 0xB0);
  const bool joiner = rest.starts_with("\u200D") || rest.starts_with("\uFE0F");
  return mark || joiner || (at >= 3 && text.substr(at - 3).starts_with("\u200D"));
}

}  // namespace

ParagraphPtr shortened(const std::string& text, double width, const Font& font,
                       const Typesetter& typesetter) {
  const auto cut = [&](size_t end) {
    while (end > 0 && end < text.size() && continues(text, end)) --end;
    const std::string_view head = std::string_view(text).substr(0, end);
    return paragraph_of(typesetter.texts().shape(std::string(trimmed(head)) + "…", font));
  };
  if (cut(0)->width > width) return nullptr;
  size_t fits = 0, too_long = text.size();
  while (fits + 1 < too_long) {
    const size_t middle = (fits + too_long) / 2;
    (cut(middle)->width <= width ? fits : too_long) = middle;
  }
  return cut(fits);
}

}  // namespace lantern
