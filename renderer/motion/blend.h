#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/scene/run/state.h"
#include "renderer/frame/frame.h"
#include "renderer/motion/blend_progress.h"

namespace lantern {

/// The picture between two pictures: items with the same id move, what is only in the first fades
/// out, what is only in the second fades in. Items that are the same object in both are passed on
/// as they are.
/// Rows of marks follow each other as `orders` says, where given. Items with an id in `apart` do
/// not move: they fade out where they were, and in where they will be.
std::vector<ItemPtr> blend(const std::vector<ItemPtr>& from, const std::vector<ItemPtr>& to,
                           const BlendProgress& progress, const RowOrders* orders = nullptr,
                           const std::set<std::string>& apart = {});

}  // namespace lantern
