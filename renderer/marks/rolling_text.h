#pragma once

#include "core/record/value.h"
#include "renderer/marks/common.h"

namespace lantern {

/// A text whose numbers stand on wheels, as those of an odometer do: they turn with the value.
struct RollingText {
  const LiveText& label;
  Font font;
  Color color;
  TextPlacing placing;  ///< its place and anchor
};
Group rolling_text(const std::string& id, const RollingText& text, const Typesetter& typesetter);

/// How far the wheels of a number have turned, the lowest digit first: 3.25 is a quarter on the way
/// from 3 to 4. `units` is the number in units of the last digit, not negative. A wheel turns while
/// the one below it goes from 9 to 0; the lowest one dwells on its digits.
std::vector<double> wheel_turns(double units, size_t least_wheels);

}  // namespace lantern
