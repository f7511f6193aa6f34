#pragma once

#include <vector>

#include "renderer/plot/arrange.h"
#include "renderer/plot/axis.h"
#include "renderer/plot/heading.h"

// Axes and headings of the views of a picture, in the room that there is.

namespace lantern {

/// A view before its furniture has found its place.
struct Unfurnished {
  const ViewState* view = nullptr;
  ViewCell cell;
  Margins room;  ///< for the labels of its marks
  const LegendEntries* legend = nullptr;
  Axis x, y;
};

/// Where a view of a snapshot stands, its axes and what is above them.
struct ViewLayout {
  Plot plot;
  Axis x, y;
  Heading heading;
  /// What the view has no room for, for `lantern check`.
  std::vector<Diagnostic> faults;
};

/// Areas of views in one row or column of the grid are in line. A view that is too small for its
/// furniture loses some of it, titles first, then tick labels: an area is never turned round.
std::vector<ViewLayout> furnish(const std::vector<Unfurnished>& views, const Look& look,
                                const Typesetter& typesetter);

}  // namespace lantern
