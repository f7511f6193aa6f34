#pragma once

#include <vector>

#include "renderer/frame/frame.h"

namespace lantern {

/// What can be seen of what a mark draws.
enum class Sight {
  seen,
  sizeless,  ///< nothing: there is no item, or each has no size
  outside    ///< nothing: all of it is outside of the picture
};
Sight sight_of(const std::vector<ItemPtr>& items, const Box& canvas, const Color& ground);

}  // namespace lantern
