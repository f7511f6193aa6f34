#pragma once

#include <string>

namespace lantern {

/// Makes track `index` (0, 1 …) of an MP4 file one that does not show by itself: clears its flag
/// track_enabled (ISO/IEC 14496-12, 8.3.2). Throws RuntimeError where the file is not as expected.
void disable_track(const std::string& path, int index);

}  // namespace lantern
