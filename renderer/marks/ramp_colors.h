#pragma once

#include <span>
#include <vector>

#include "renderer/look/row_colors.h"
#include "renderer/marks/mark.h"

// Colours of a mark's own numbers, which are those of a function: what contours and fields share.

namespace lantern {

/// The least and the greatest of some numbers, for `MarkType::measure`: the most of each is that of
/// the film.
std::vector<double> measured_range(const std::vector<double>& values);

/// The colours of numbers between the ends of `measured`, which `measured_range` gave, where the
/// scale has no domain of its own.
NumberColors own_colors(const MarkInput& in, const ColorChannel& color,
                        std::span<const double> measured);

}  // namespace lantern
