#pragma once

#include <string>
#include <vector>

#include "renderer/marks/mark.h"

namespace lantern {

/// A line of one level on the canvas.
struct LevelLine {
  double level = 0;
  Path path;
  std::string words;
  Color on;  ///< what it lies on
};

/// Writes their numbers on lines: one on each, on the piece of it that is longest, where it is
/// straightest, away from those that are there, and along it, so that it reads from left to right.
/// What has no room has none.
void emit_level_labels(const MarkInput& in, const std::vector<LevelLine>& lines, double opacity,
                       MarkOutput& out);

}  // namespace lantern
