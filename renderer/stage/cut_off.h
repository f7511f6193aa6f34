#pragma once

#include <optional>

#include "renderer/stage/stage_picture.h"

namespace lantern {

/// What of a mark's items lies beyond the canvas, where they are of use as a whole only: texts,
/// formulas, arrows. What is out of sight altogether is meant to be.
std::optional<Diagnostic> cut_off(const MarkState& mark, const std::vector<ItemPtr>& items,
                                  const Box& canvas);

}  // namespace lantern
