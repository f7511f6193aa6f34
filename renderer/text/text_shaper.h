#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/text/shaped_text.h"

namespace lantern {

class FormulaTypesetter;  // renderer/formula/typesetter.h

enum class TextAlign { start, middle, end };

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
  /// `wrap_width` > 0 breaks lines between words at that width (canvas units).
  ShapedTextPtr shape(std::string_view text, const Font& font, TextAlign align = TextAlign::start,
                      double wrap_width = 0) const;

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
