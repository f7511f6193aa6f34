#pragma once

#include <vector>

#include "renderer/frame/frame.h"
#include "renderer/motion/blend_progress.h"

namespace lantern {

/// The picture between two pictures: items with the same id move, what is only in the first fades
/// out, what is only in the second fades in. Items that are the same object in both are passed on
/// as they are.
std::vector<ItemPtr> blend(const std::vector<ItemPtr>& from, const std::vector<ItemPtr>& to,
                           const BlendProgress& progress);

}  // namespace lantern
