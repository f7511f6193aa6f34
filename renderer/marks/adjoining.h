#pragma once

#include <vector>

#include "renderer/paths/geometry.h"

namespace lantern {

/// Gives sides that touch one place, so that nothing shows between them: those of two boxes that
/// stand beside each other, or one above the other, and are nearer than a quarter of a unit. Boxes
/// that lie over each other's corners are left alone. Whether each box has such a side.
std::vector<bool> join_sides(std::vector<Box>& boxes);

}  // namespace lantern
