#pragma once

#include "renderer/frame/frame.h"

namespace lantern {

/// What was drawn on axes whose values stand at `from` (`Group::axes`), where they stand at `to`:
/// outlines and pictures keep their places among them, other items are as they were.
ItemPtr carried(const ItemPtr& item, const Box& from, const Box& to);

/// Whether two pictures cover the same place.
bool lie_alike(const ImageShape& a, const ImageShape& b);

}  // namespace lantern
