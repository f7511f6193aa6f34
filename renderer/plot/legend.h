#pragma once

#include <string>
#include <vector>

#include "core/scene/run/state.h"
#include "core/spec/scene_spec.h"
#include "renderer/formula/typesetter.h"
#include "renderer/look/look.h"
#include "renderer/paragraph/paragraph.h"
#include "renderer/plot/color_scales.h"

namespace lantern {

/// One value that a view shows by its look, or the numbers that it shows by a ramp of colours.
struct LegendEntry {
  std::string value;
  RichText spans;
  ParagraphPtr text;
  Color color;
  SymbolPtr symbol;
  double side = 0;  ///< of the symbol, canvas units

  /// Of numbers: the ramp's colours, and what the ends of the bar read.
  std::vector<Color> ramp{};
  ParagraphPtr first{}, last{};
};

using LegendEntries = std::vector<LegendEntry>;

/// The values that the visible marks of a view tell apart by colour or glyph: those with a meaning
/// in the order of the script, then those that a hue was given to, unless hues repeat.
LegendEntries legend_of(const ViewState& view, const SceneSpec& scene, const ColorDomains& colors,
                        const Look& look, const Typesetter& typesetter);

/// Entries set in rows.
struct LegendBlock {
  struct Row {
    LegendEntries entries;
    double height = 0;
  };
  std::vector<Row> rows;
  double width = 0;
  int cut = 0;  ///< names that are shortened
};

double legend_width(const LegendEntries& entries);

/// In as many rows as it takes to stay within `width`, each at least `row` high; names that are
/// longer than that are broken into lines, those with words that are longer set smaller, then
/// shortened.
LegendBlock set_legend(const LegendEntries& entries, double width, double row, const Look& look,
                       const Typesetter& typesetter);

double legend_height(const LegendBlock& legend);

/// Its top left corner at `from`.
std::vector<ItemPtr> draw_legend(const std::string& id, const LegendBlock& legend, Point from,
                                 const Look& look);

}  // namespace lantern
