#pragma once

#include <vector>

#include "core/scene/run/memo.h"
#include "renderer/frame/frame.h"

namespace lantern {

/// The grounds of a picture: its own, that of the theme, whose colour marks give to halos, and what
/// is written on it with.
struct Grounds {
  Color own, given, ink;
};

/// The items with the halos of their letters in the colour that lies below them, the picture's own
/// or what a region fills: halos of another one would be spots. Letters that are too pale for it
/// become darker (on dark grounds lighter).
std::vector<ItemPtr> with_halos_of_below(const std::vector<ItemPtr>& items, const Grounds& grounds,
                                         Memo& memo);

}  // namespace lantern
