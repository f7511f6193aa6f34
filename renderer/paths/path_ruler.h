#pragma once

#include <array>
#include <vector>

#include "renderer/paths/path.h"

namespace lantern {

/// An outline whose lengths are known, for many questions about places on it.
class PathRuler {
 public:
  explicit PathRuler(const Path& path);

  /// The place at `fraction` (0…1) of the length.
  PathPoint at(double fraction) const;
  double length() const { return length_; }

  /// One line or cubic of an outline. A line is (p[0], p[3]).
  struct Piece {
    Verb verb = Verb::line;  ///< close: the line back to the start of its subpath
    bool starts = false;     ///< first of its subpath
    std::array<Point, 4> p;
    double length = 0;
  };

 private:
  std::vector<Piece> pieces_;
  double length_ = 0;
  Point first_;
};

}  // namespace lantern
