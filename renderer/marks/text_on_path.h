#pragma once

#include "renderer/paragraph/rich_text.h"

namespace lantern {

/// Where on a way a text stands.
struct FollowedWay {
  const Path* path = nullptr;
  double progress = 1;  ///< of its length
  double anchor = 0.5;  ///< which part of the text is there: 0 its start, 1 its end
  Point shift;          ///< how far the whole is moved
  double above = 0.5;   ///< 0: it hangs below the way, 1: it stands above it, 0.5: on it
};

/// The first line of a text, letter by letter along a way, never upside down: where the way runs to
/// the left, the letters run against it. Past its ends they go straight on.
Group text_on_path(const std::string& id, const PlacedText& text, const FollowedWay& way);

}  // namespace lantern
