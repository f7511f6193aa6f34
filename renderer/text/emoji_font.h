#pragma once

#include <map>
#include <optional>
#include <string>

#include "renderer/text/emoji_picture.h"
#include "renderer/text/font_source.h"
#include "renderer/text/pango_handles.h"

namespace lantern {

/// The font of colour emoji, opened when the first one is asked for.
class EmojiFont {
 public:
  explicit EmojiFont(FontSource source) : source_(source) {}

  /// Nothing where the font is not installed, or has no single picture for the sequence.
  std::optional<EmojiPicture> find(const std::string& sequence);

 private:
  std::optional<EmojiPicture> make(const std::string& sequence);

  FontSource source_;
  bool opened_ = false;
  HbFontPtr font_;
  std::map<std::string, std::optional<EmojiPicture>> known_;
};

}  // namespace lantern
