#pragma once

#include <functional>
#include <vector>

#include "core/scene/run/state.h"
#include "core/spec/scene_spec.h"
#include "core/spec/theme.h"
#include "renderer/plot/plot.h"

namespace lantern {

/// The parts of the canvas, in canvas units.
struct CanvasBands {
  Box canvas;
  Box title;             ///< empty where there is none
  Box content;           ///< what the views share
  Box caption;           ///< empty where the scene has no captions
  bool crowded = false;  ///< title and captions leave the views no room; these lie over them
};

/// How many lines there are to make room for; none: no band.
struct BandLines {
  int title = 0;
  int caption = 0;  ///< of the longest caption
};
CanvasBands canvas_bands(const CanvasSpec& canvas, const BandLines& lines, const Theme& theme);

/// The width of all bands.
double band_width(const CanvasSpec& canvas);

/// How many lines of captions leave the views their room.
int most_caption_lines(const CanvasSpec& canvas, const Theme& theme);

/// The cell of each view of a snapshot, in their order: a grid whose columns and rows have the
/// layout's relative sizes; views made with `each` share their cell.
struct ViewCell {
  Box box;
  int row0 = 0, row1 = 0, column0 = 0, column1 = 0;  ///< in the layout's grid
};
std::vector<ViewCell> view_cells(const Snapshot& snapshot, const SceneSpec& scene,
                                 const CanvasSpec& canvas, const Box& content);

/// Evens out margins, so that the areas of views in one row or column of the grid are in line.
void align_margins(const std::vector<ViewCell>& cells, std::vector<Margins>& margins);

}  // namespace lantern
