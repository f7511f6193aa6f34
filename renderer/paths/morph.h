#pragma once

#include "renderer/paths/path.h"

namespace lantern {

/// A way from one outline to another that need not be made of the same commands. Subpaths that lie
/// nearest to each other become each other, by equal shares of their lengths; one that has no
/// counterpart grows from, or shrinks to, its middle. All curves become straight pieces. At the
/// ends the outlines are what they are.
Path morphed(const Path& from, const Path& to, double t);

}  // namespace lantern
