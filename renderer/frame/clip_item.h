#pragma once

#include "renderer/frame/frame.h"

namespace lantern {

/// The item with its outlines cut off at the box, and those of its children; null where nothing of
/// them is left. Texts, symbols and pictures are as they were.
ItemPtr cut_off(const ItemPtr& item, const Box& box);

}  // namespace lantern
