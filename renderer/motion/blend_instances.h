#pragma once

#include "renderer/frame/frame.h"
#include "renderer/motion/blend_progress.h"

namespace lantern {

/// Small symbols between two pictures, joined by the keys of their data: what is in both moves,
/// the rest fades.
Instances blend_instances(const Instances& from, const Instances& to,
                          const BlendProgress& progress);

}  // namespace lantern
