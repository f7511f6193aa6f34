#pragma once

#include "renderer/marks/mark.h"

namespace lantern {

/// What was drawn cut off where it is not seen, what belongs to a text where it is far away; the
/// labels keep to their items.
ItemPtr mark_group(const std::string& id, MarkOutput& output, const Box& seen, const Box& far,
                   const Box& axes);

}  // namespace lantern
