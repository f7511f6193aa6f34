#pragma once

#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// What is written of marks and changes nothing: places beside a layout, an identity that no other
/// mark has.
std::vector<Diagnostic> void_fields(const SceneSpec& scene);

}  // namespace lantern
