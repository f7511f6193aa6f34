#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/color.h"
#include "renderer/text/shaped_text.h"

namespace lantern {

/// The room of what stands among letters as one of them, a formula say.
struct InlineBox {
  double width = 0;
  double ascent = 0;   ///< above the baseline
  double descent = 0;  ///< below it
};

/// A stretch of a paragraph: letters of one style, or a box.
struct ParagraphSpan {
  std::string text;
  bool bold = false;
  bool italic = false;
  std::optional<Color> color{};  ///< its own; else that of the whole text
  std::optional<InlineBox> box{};
};

/// A text in its lines: stretches of one line and one style each, and boxes. The origin is the left
/// end of the first baseline. A text of one style is a single run, however many lines it has.
struct SetLines {
  struct Run {
    ShapedTextPtr text;
    Point at;  ///< of its own origin
    std::optional<Color> color;
  };
  struct PlacedBox {
    size_t span;  ///< among the spans that were set
    InlineBox box;
    Point at;  ///< the left end of its baseline
  };

  std::string words;  ///< the whole text
  double width = 0;   ///< of the widest line's advance
  double ascent = 0;  ///< above the first baseline
  double height = 0;  ///< from there to below the last one
  int lines = 1;
  std::vector<Run> runs;
  std::vector<PlacedBox> boxes;

  bool right_to_left() const { return !runs.empty() && runs[0].text->right_to_left; }
  /// Whether it is one run with nothing of its own.
  bool plain() const { return boxes.empty() && runs.size() == 1 && !runs[0].color; }
};

}  // namespace lantern
