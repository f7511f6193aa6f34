#pragma once

#include "renderer/frame/frame.h"

namespace lantern {

/// A copy scaled about a point. Stroke widths are scaled as well.
ItemPtr scaled(const ItemPtr& item, double factor, Point about);

/// A copy of an outline whose points are moved towards `about` by these factors; strokes keep their
/// widths. Other shapes are scaled by the smaller one.
ItemPtr stretched(const ItemPtr& item, double across, double upright, Point about);

/// A copy moved by so much; the item itself where that is nothing.
ItemPtr moved(const ItemPtr& item, Point by);

/// A copy turned about (0, 0), clockwise in radians. Clips turn with their middle only.
ItemPtr turned(const ItemPtr& item, double angle);

/// A copy with its opacity multiplied.
ItemPtr faded(const ItemPtr& item, double opacity);

}  // namespace lantern
