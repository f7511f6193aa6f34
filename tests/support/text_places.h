#pragma once

#include <string>
#include <vector>

#include "tests/support/shown.h"

namespace lantern::test {

/// A text as it is read: one line, several styles, letters along a line, or a formula.
struct Written {
  std::string id;
  std::string words;       ///< of a formula: nothing
  double opacity = 1;      ///< with that of the groups around it
  std::vector<Box> parts;  ///< of its letters, without halos
  /// Font sizes of its letters, the numbers of a formula's figures among them: canvas units.
  std::vector<double> sizes;
  /// The numbers of a formula: the hole that each stands for, and what it reads.
  std::vector<std::pair<size_t, std::string>> figures;

  bool overlaps(const Written& other) const;
};

/// All texts of a frame that are at least so visible.
std::vector<Written> written(const Frame& frame, double least_opacity);

/// The items of a frame but what is read, and axes.
std::vector<ItemPtr> without_writing(const Frame& frame);

/// The texts of a film under which a mark ends, or begins, for so many looks in a row, and when:
/// one a line; empty where there is none. What is of one colour, or goes over smoothly, is a ground
/// to stand on.
std::string texts_on_marks(const Shown& shown, double rate, int looks);

/// The first text of a film that leaves the canvas or lies on another one, looked for so many times
/// a second among what can be read; empty where there is none.
std::string misplaced_text(const Shown& shown, double rate = 4, double least_opacity = 0.3);

}  // namespace lantern::test
