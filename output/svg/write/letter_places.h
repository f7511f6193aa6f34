#pragma once

#include <string>
#include <vector>

#include "renderer/text/shaped_text.h"

// Where the letters of a text stand. Readers measure letters in their own way: WebKit sets them at
// whole pixels from each other, librsvg has neither embedded fonts nor tabular figures. A letter
// that has its own place stands right in all of them.

namespace lantern::svg {

/// A line of a text and where it starts.
struct Line {
  std::string text;
  Point at;
  size_t first = 0;  ///< the byte of the text that it starts with
};
std::vector<Line> lines_of(const ShapedText& text);

/// A part of a line: the places of its first letters, those behind them follow by themselves.
struct Piece {
  std::string text;
  std::vector<double> starts;
};

/// The pieces of a line, as few as there may be; `apart`, the words, cut behind every figure, are
/// pieces of their own, for readers that know but one place of each. Letters whose shape depends on
/// those beside them follow by themselves: signs beside figures, joined scripts, marks.
std::vector<Piece> pieces_of(const Line& line, const ShapedText& text, bool apart);

}  // namespace lantern::svg
