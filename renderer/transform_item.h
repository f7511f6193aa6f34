#pragma once

#include "renderer/frame.h"

namespace lantern {

/// A copy scaled about a point. Stroke widths are scaled as well.
ItemPtr scaled(const ItemPtr& item, double factor, Point about);

}  // namespace lantern
