#pragma once

#include <string>
#include <vector>

#include "core/scene/run/state.h"
#include "core/spec/scene_spec.h"
#include "renderer/formula/typesetter.h"
#include "renderer/look/look.h"

namespace lantern {

/// One value that a view shows by its look.
struct LegendEntry {
  std::string value;
  ParagraphPtr text;
  Color color;
  SymbolPtr symbol;
  double side = 0;  ///< of the symbol, canvas units
};

using LegendEntries = std::vector<LegendEntry>;

/// The values that the visible marks of a view tell apart by colour or glyph: those with a meaning
/// in the order of the script, then those that a hue was given to, unless they are too many.
LegendEntries legend_of(const ViewState& view, const SceneSpec& scene, const Look& look,
                        const Typesetter& typesetter);

double legend_width(const LegendEntries& entries);

/// Entries side by side, the first one starting at `from`, about the line y.
std::vector<ItemPtr> draw_legend(const std::string& id, const LegendEntries& entries, Point from,
                                 const Look& look);

}  // namespace lantern
