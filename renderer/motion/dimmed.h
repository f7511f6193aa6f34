#pragma once

#include "renderer/frame/frame.h"

namespace lantern {

/// A copy that keeps `kept` of its colours, 0…1, and has the ground's for the rest: what lies
/// behind it stays hidden. Pictures and icons become translucent.
ItemPtr dimmed(const ItemPtr& item, double kept, const Color& ground);

}  // namespace lantern
