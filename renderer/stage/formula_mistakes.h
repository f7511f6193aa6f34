#pragma once

#include <vector>

#include "core/scene/scene.h"
#include "core/spec/theme.h"
#include "renderer/formula/typesetter.h"

namespace lantern {

/// What is wrong with the formulas of a scene: in its title, its captions and whatever is drawn at
/// the ends of its steps, among letters or alone. Each mistake once, where drawing stops at the
/// first.
std::vector<Diagnostic> formula_mistakes(const Scene& scene, const Theme& theme,
                                         const Typesetter& typesetter);

/// Of what is drawn at a moment.
std::vector<Diagnostic> formula_mistakes_at(const Scene& scene, double time, const Theme& theme,
                                            const Typesetter& typesetter);

}  // namespace lantern
