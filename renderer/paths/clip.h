#pragma once

#include "renderer/paths/path.h"

// Outlines cut off at a box. What is inside stays as it is, to the bit; what is far outside is cut
// before anything measures or draws it, so that slopes remain right.

namespace lantern {

/// The pieces of a line that are in the box.
Path clipped_line(const Path& path, const Box& box);

/// The part of a region that is in the box: its outline follows the box's edges there.
Path clipped_region(const Path& path, const Box& box);

}  // namespace lantern
