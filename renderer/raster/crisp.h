#pragma once

#include "renderer/frame/frame.h"

namespace lantern {

/// Moves the horizontal and vertical edges of an outline (device coordinates) to whole device
/// pixels. Curves and slanted lines only follow where they join such an edge.
/// With a stroke its width becomes a whole number of at least 1, its edges fall between pixels, and
/// so do the ends of lines with butt caps. Without one the edges themselves fall between pixels,
/// and a rectangle of half a pixel or more does not vanish.
void make_crisp(Path& path, Stroke* stroke);

}  // namespace lantern
