#pragma once

#include <vector>

#include "core/scene/run/state.h"
#include "renderer/look/look.h"
#include "renderer/plot/arrange.h"

namespace lantern {

/// Adds the items of a picture as the camera sees them: those of marks that are `fixed` as they
/// are, above all others.
void add_through_camera(const State& state, const CanvasBands& bands, const Look& look,
                        const std::vector<ItemPtr>& items, Frame& out);

}  // namespace lantern
