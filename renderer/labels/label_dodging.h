#pragma once

#include <vector>

#include "renderer/frame/frame.h"

namespace lantern {

struct MovableLabel {
  Box box;
  double amount = 1;  ///< how far it has entered, 0…1: it takes that much of its room
};

/// Moves labels that lie on each other apart, up and down, as little as it takes, and none of them
/// past `inside`. Those at (nearly) the same height go side by side, so that two whose order
/// changes pass around each other: the result is continuous in the boxes, nothing jumps between
/// frames. Returns how far each one moves.
std::vector<Point> dodge(const std::vector<MovableLabel>& labels, const Box& inside);

}  // namespace lantern
