#include "renderer/formula/formula_letters.h"

#include <algorithm>

#include "renderer/text/emoji.h"

namespace lantern {

FormulaLetters set_letters(const std::string& text, const Font& font, const TextShaper& shaper) {
  FormulaLetters out;
  size_t from = 0;
  const auto letters = [&](size_t to) {
    if (to == from && to > 0) return;
    const ShapedTextPtr shaped = shaper.shape(std::string_view(text).substr(from, to - from), font);
    out.pieces.push_back({shaped, {}, out.width});
    out.width += shaped->width;
    out.ascent = std::max(out.ascent, shaped->ascent);
    out.descent = std::max(out.descent, shaped->descent);
  };
  for (const ByteRange& range : find_emoji(text)) {
    const auto picture = shaper.emoji(text.substr(range.begin, range.end - range.begin));
    if (!picture) continue;
    letters(range.begin);
    from = range.end;
    out.pieces.push_back({nullptr, picture, out.width});
    out.width += picture->advance * font.size;
    out.ascent = std::max(out.ascent, -picture->box.y0 * font.size);
    out.descent = std::max(out.descent, picture->box.y1 * font.size);
  }
  letters(text.size());
  return out;
}

}  // namespace lantern
