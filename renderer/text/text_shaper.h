#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/text/shaped_text.h"

namespace lantern {

enum class TextAlign { start, middle, end };

/// Turns strings into glyphs with Pango, under a font configuration of its own: neither the
/// machine's fontconfig files nor its locale change the result. Safe to call from any thread;
/// results are cached.
class TextShaper {
 public:
  /// Throws RuntimeError, naming the package to install, where a needed font file is missing.
  TextShaper();
  ~TextShaper();
  TextShaper(const TextShaper&) = delete;
  TextShaper& operator=(const TextShaper&) = delete;

  /// One text; '\n' starts a new line. Lines are aligned to each other by `align`.
  /// `wrap_width` > 0 breaks lines between words at that width (canvas units).
  ShapedTextPtr shape(std::string_view text, const Font& font, TextAlign align = TextAlign::start,
                      double wrap_width = 0) const;

  /// Families that can be named in a theme.
  static std::vector<std::string> families();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lantern
