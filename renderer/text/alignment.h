#pragma once

namespace lantern {

enum class TextAlign { start, middle, end };

/// Where lines are broken: between words at that width (canvas units); 0 does not.
struct Wrap {
  double width = 0;
  bool inside_words = false;  ///< also inside of a word that is wider

  Wrap(double at = 0, bool inside = false) : width(at > 0 ? at : 0), inside_words(inside) {}
  friend bool operator==(const Wrap&, const Wrap&) = default;
};

}  // namespace lantern
