#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/scene/run/state.h"
#include "renderer/look/look.h"
#include "renderer/plot/color_scales.h"

namespace lantern {

/// What the visible marks of a view show by colour, glyph, shape and pattern.
struct LegendValues {
  std::set<std::string> values;
  bool glyphs = false;
  std::vector<std::pair<std::string, Color>> hues;  ///< of values without a look of their own
  std::map<std::string, RecordValuePtr> scales;     ///< of numbers, by name
  std::map<std::string, std::string> shapes;        ///< of values
  std::map<std::string, Color> colors;              ///< of values, as rows have them
  std::map<std::string, std::string> patterns;      ///< of values

  /// A value's own pattern or shape, else the plain one.
  SymbolPtr shape(const std::string& value) const;
};

/// How many values of a column have a hue for want of a colour of their own, and how many hues.
struct Hues {
  size_t values = 0, colors = 0;
  bool repeat() const { return values > colors; }
};

Hues hues_in(const Column& column, const Look& look);

LegendValues legend_values(const ViewState& view, const ColorDomains& colors, const Look& look);

}  // namespace lantern
