#pragma once

#include "core/base/double_double.h"

namespace lantern::portable {

/// An angle as a number of quarter turns and what is left.
struct QuarterTurns {
  unsigned quarters = 0;  ///< modulo 4
  DoubleDouble rest;      ///< in radians, at most π/4 in size, but for a rounding
};

/// Of any finite angle in radians.
QuarterTurns quarter_turns(double angle);

}  // namespace lantern::portable
