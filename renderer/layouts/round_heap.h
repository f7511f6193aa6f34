#pragma once

#include <vector>

#include "renderer/paths/geometry.h"

namespace lantern {

/// Places of so many equal circles in rings around (0, 0), `distance` apart from middle to middle
/// and no nearer, the first ones in the middle: a heap that is round for any number of them, where
/// the closest packing lies in rows and leaves single ones over.
std::vector<Point> round_heap(size_t count, double distance);

}  // namespace lantern
