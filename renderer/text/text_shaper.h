#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/text/alignment.h"
#include "renderer/text/emoji_picture.h"
#include "renderer/text/font_source.h"
#include "renderer/text/set_lines.h"
#include "renderer/text/shaped_text.h"

namespace lantern {

/// Turns strings into glyphs with Pango, under a font configuration of its own: neither the
/// machine's fontconfig files nor its locale change the result. Safe to call from any thread;
/// results are cached.
class TextShaper {
 public:
  /// Throws RuntimeError, naming the package to install, where a needed font file is missing.
  explicit TextShaper(FontSource source = FontSource::anywhere);
  ~TextShaper();
  TextShaper(const TextShaper&) = delete;
  TextShaper& operator=(const TextShaper&) = delete;

  /// One text; '\n' starts a new line. Lines are aligned to each other by `align`.
  ShapedTextPtr shape(std::string_view text, const Font& font, TextAlign align = TextAlign::start,
                      Wrap wrap = {}) const;

  /// A text of several styles, in the same way. It has no words: whoever made the spans knows them.
  SetLines set(const std::vector<ParagraphSpan>& spans, const Font& font,
               TextAlign align = TextAlign::start, Wrap wrap = {}) const;

  /// The picture of an emoji, a whole sequence; nothing where no font for them is installed, or it
  /// has none.
  std::optional<EmojiPicture> emoji(const std::string& sequence) const;

  /// Families that can be named in a theme.
  static std::vector<std::string> families();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lantern
