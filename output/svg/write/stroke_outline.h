#pragma once

#include "renderer/paths/path.h"

namespace lantern::svg {

/// What a pen of this width with round caps and joins inks along a path, to be filled by the
/// nonzero rule. Width and points are in px. Throws RuntimeError where FreeType cannot outline it.
///
/// Skia (Chromium, Firefox) draws strokes that are thinner than a pixel as hairlines of so little
/// opacity, which spread over two pixels; what is filled it smooths as Cairo does.
Path outline_of_stroke(const Path& path, double width);

}  // namespace lantern::svg
