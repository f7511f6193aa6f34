#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/read/context.h"
#include "core/record/rich_text.h"

namespace lantern {

/// A hole of a text: bytes [begin, end), braces included.
struct HolePlace {
  size_t begin = 0;
  size_t end = 0;
  bool tex = false;  ///< in a formula it is a group of TeX: {=}
};

/// A stretch of a text in one style: letters, or a hole.
struct MarkupPart {
  size_t begin = 0, end = 0;  ///< where it is written
  std::string letters;        ///< without escapes; of a hole empty
  int hole = -1;              ///< which one; −1: none
  SpanStyle style;
};

/// Takes **bold**, *italic*, [coloured]{name} and $formulas$ out of a text. What is not closed
/// stands for itself, but a name that is not closed is reported. Holes are never looked into.
std::vector<MarkupPart> parse_markup(std::string_view text, const std::vector<HolePlace>& holes,
                                     const std::function<Location(size_t, size_t)>& place,
                                     const ReadContext& context);

}  // namespace lantern
