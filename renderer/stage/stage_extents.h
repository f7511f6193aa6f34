#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/scene/scene.h"
#include "renderer/marks/mark.h"
#include "renderer/plot/arrange.h"
#include "renderer/plot/chrome.h"
#include "renderer/plot/color_scales.h"
#include "renderer/plot/legend.h"

namespace lantern {

/// What holds for the whole film, found at the ends of all steps.
struct StageExtents {
  std::map<std::string, std::pair<Extent, Extent>> domains;  ///< by view id: x, y
  std::map<std::string, Margins> rooms;                      ///< by view id: for labels
  std::map<std::string, LegendEntries> legends;              ///< by view id
  std::map<std::string, std::vector<double>> lengths;        ///< by mark id: MarkType::measure
  std::map<std::pair<int, int>, double> shrinks;             ///< view, mark: MarkInput::shrink
  ColorDomains colors;                                       ///< the numbers that colours show
  std::set<std::pair<int, int>> anchored;                    ///< view, mark: another stands there
};

/// What the sizes of a mark are multiplied by.
double shrink_of(const StageExtents& extents, const ViewState& view, const MarkState& mark);

/// Throws SceneError where a row is in two marks of one identity at the end of a step.
StageExtents stage_extents(const Scene& scene, const Look& look, const Typesetter& typesetter);

}  // namespace lantern
