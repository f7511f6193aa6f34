#pragma once

#include <vector>

#include "renderer/paths/geometry.h"

namespace lantern {

struct MovableLabel {
  Box box;
  double amount = 1;  ///< how far it has entered, 0…1: it takes that much of its room

  friend bool operator==(const MovableLabel&, const MovableLabel&) = default;
};

/// Moves labels that lie on each other apart, up and down, as little as it takes, in the order of
/// their heights, and none of them past `inside`. Where two change their order, the result jumps:
/// what is drawn goes from one to the other in time (`WaysMade`). Returns how far down each moves.
std::vector<double> dodge(const std::vector<MovableLabel>& labels, const Box& inside);

}  // namespace lantern
