#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/text/paragraph.h"
#include "renderer/text/shaped_text.h"

namespace lantern {

class FormulaTypesetter;  // renderer/formula/typesetter.h

enum class TextAlign { start, middle, end };

/// Where lines are broken: between words at that width (canvas units); 0 does not.
struct Wrap {
  double width = 0;
  bool inside_words = false;  ///< also inside of a word that is wider

  Wrap(double at = 0, bool inside = false) : width(at > 0 ? at : 0), inside_words(inside) {}
  friend bool operator==(const Wrap&, const Wrap&) = default;
};

/// A coloured picture among letters. Lengths are ems, y downwards from the baseline.
struct EmojiPicture {
  std::shared_ptr<const ImageFile> file;
  Box box;
  double advance = 0;
};

/// Turns strings into glyphs with Pango, under a font configuration of its own: neither the
/// machine's fontconfig files nor its locale change the result. Safe to call from any thread;
/// results are cached.
class TextShaper {
 public:
  /// `formulas`: the file that formulas are set with; empty: they cannot be. Throws RuntimeError,
  /// naming the package to install, where a needed font file is missing.
  explicit TextShaper(std::string formulas = "");
  ~TextShaper();
  TextShaper(const TextShaper&) = delete;
  TextShaper& operator=(const TextShaper&) = delete;

  /// One text; '\n' starts a new line. Lines are aligned to each other by `align`.
  ShapedTextPtr shape(std::string_view text, const Font& font, TextAlign align = TextAlign::start,
                      Wrap wrap = {}) const;

  /// A text of several styles, in the same way. It has no words: whoever made the spans knows them.
  Paragraph set(const std::vector<ParagraphSpan>& spans, const Font& font,
                TextAlign align = TextAlign::start, Wrap wrap = {}) const;

  /// The picture of an emoji, a whole sequence; nothing where no font for them is installed, or it
  /// has none.
  std::optional<EmojiPicture> emoji(const std::string& sequence) const;

  /// Sets formulas, whose texts are in this shaper's letters.
  const FormulaTypesetter& formulas() const { return *formulas_; }

  /// Families that can be named in a theme.
  static std::vector<std::string> families();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  std::unique_ptr<FormulaTypesetter> formulas_;
};

}  // namespace lantern
