#pragma once

#include <vector>

#include "core/scene/run/memo.h"
#include "renderer/frame/frame.h"

namespace lantern {

/// The items with the halos of their letters in the colour that lies below them, `ground` or what a
/// region fills. Marks give halos the theme's (`given`): elsewhere they would be spots.
std::vector<ItemPtr> with_halos_of_below(const std::vector<ItemPtr>& items, const Color& ground,
                                         const Color& given, Memo& memo);

}  // namespace lantern
