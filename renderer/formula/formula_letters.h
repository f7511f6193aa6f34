#pragma once

#include <optional>
#include <string>
#include <vector>

#include "renderer/text/text_shaper.h"

namespace lantern {

/// A stretch of a formula's text: letters, or one emoji.
struct FormulaLetter {
  ShapedTextPtr letters;  ///< null: it is the emoji
  std::optional<EmojiPicture> emoji;
  double at = 0;  ///< where it starts, canvas units from the start of the text
};

struct FormulaLetters {
  std::vector<FormulaLetter> pieces;
  double width = 0, ascent = 0, descent = 0;  ///< canvas units
};

/// A text of a formula in the scene's own letters, on one line. Emoji are coloured pictures where
/// their font is installed, letters else.
FormulaLetters set_letters(const std::string& text, const Font& font, const TextShaper& shaper);

}  // namespace lantern
