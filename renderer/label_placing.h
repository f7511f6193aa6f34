#pragma once

#include <optional>
#include <span>
#include <vector>

#include "renderer/label_spot.h"
#include "renderer/occupancy.h"

namespace lantern {

/// Places labels so that none lies on another one or leaves what it must stay in; among such
/// places those that cover little of `taken`, are near what they name, and whose leaders cross
/// nothing. Where there is no room for all, the lightest (of equals the last) are not shown.
/// `before` holds where they stood, to which they keep unless another place is clearly better.
/// A pure function: greedy, then annealed (Christensen, Marks & Shieber 1995) with a fixed seed and
/// a fixed number of moves.
std::vector<LabelPlace> place_labels(std::span<const LabelSpot> labels, const Occupancy& taken,
                                     std::span<const std::optional<LabelPlace>> before = {});

}  // namespace lantern
