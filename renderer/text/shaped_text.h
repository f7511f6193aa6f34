#pragma once

#include <memory>
#include <string>
#include <vector>

#include "renderer/paths/path.h"

namespace lantern {

/// A face at a size. Figures are always tabular.
struct Font {
  std::string family = "Inter";
  double size = 14;  ///< canvas units to the em
  int weight = 400;  ///< CSS weight, 100…900
  bool italic = false;

  friend bool operator==(const Font&, const Font&) = default;
};

/// One glyph of a shaped text. `outline` is in em units (y downwards, baseline at 0), shared by all
/// uses of the glyph; null for blanks.
struct Glyph {
  std::shared_ptr<const Path> outline;
  Point at;              ///< of its origin, canvas units from the text's origin
  double advance = 0;    ///< canvas units
  unsigned cluster = 0;  ///< byte offset of its character in the text
  /// Its number in its font file, for formats that bring fonts along; null for drawn frames.
  unsigned id = 0;
  std::shared_ptr<const std::string> file{};
};

/// A string turned into glyphs: shaped once, drawn anywhere. The origin is the left end of the
/// first baseline; lines follow downwards.
struct ShapedText {
  std::string text;
  Font font;
  double width = 0;    ///< of the widest line's advance
  double ascent = 0;   ///< above the first baseline
  double descent = 0;  ///< below the last baseline
  double line_height = 0;
  int lines = 1;
  bool right_to_left = false;  ///< how it reads, or the text that it is a part of
  std::vector<Glyph> glyphs;
  /// Characters that no font has, each once, in order of appearance; they are drawn as boxes.
  std::vector<char32_t> missing;

  double height() const { return ascent + descent + (lines - 1) * line_height; }
};
using ShapedTextPtr = std::shared_ptr<const ShapedText>;

}  // namespace lantern
