#pragma once

#include <string_view>

#include "renderer/paths/path.h"
#include "renderer/raster/affine.h"

namespace lantern {

/// Appends `path`, mapped by `place`, to `out`. Coordinates beyond ±2^22, where Cairo's fixed point
/// would overflow, are held there. False where a coordinate is not finite; `out` is then spoilt.
[[nodiscard]] bool append_device_path(Path& out, const Path& path, const Affine& place);

}  // namespace lantern
