#pragma once

#include "renderer/marks/common.h"

// What fills a place along an axis: a category's band, or as much as there is to the next number.

namespace lantern {

bool is_category(const NumberChannel& channel);

/// The smallest distance between different numbers of a channel; 0 where there is one.
double least_gap(const NumberChannel& channel, size_t count);

/// Grows an extent by half of that on both sides, so that what stands on its ends has room.
void extend_by_half_gap(const NumberChannel& channel, size_t count, Extent& extent);

/// How wide a place is, canvas units: the band of a category, else the distance to the nearest
/// place of another row. `length` where there is no other.
double band_along(const Scale& scale, const NumberChannel& channel, size_t count, double length);

}  // namespace lantern
