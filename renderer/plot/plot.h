#pragma once

#include <limits>
#include <optional>

#include "core/base/hash.h"
#include "core/record/value.h"
#include "renderer/paths/geometry.h"
#include "renderer/plot/scales/scale.h"

namespace lantern {

/// Room on each side of a view's area, canvas units.
struct Margins {
  double left = 0, top = 0, right = 0, bottom = 0;
};

/// From one place to another, canvas units; without an end where that is infinite.
struct Span {
  double from = -std::numeric_limits<double>::infinity();
  double to = std::numeric_limits<double>::infinity();

  friend bool operator==(const Span&, const Span&) = default;
};

/// Where a view stands on the canvas, and how data maps to places in it.
struct Plot {
  Box cell;  ///< all of the view
  Box area;  ///< inside its axes and headings
  Scale x;
  Scale y;
  Span beside_heading{};  ///< what title and legend leave of the width above the area
  /// Where canvas units count from; the area's top left if absent.
  std::optional<Point> origin{};

  /// The place of a channel's value for a row; `fallback` is a fraction of the area for channels
  /// that are not given. Percentages and canvas units count from the area's top left.
  double x_of(const NumberChannel& channel, size_t row, double fallback = 0.5) const;
  double y_of(const NumberChannel& channel, size_t row, double fallback = 0.5) const;
  Point at(const NumberChannel& x_channel, const NumberChannel& y_channel, size_t row) const {
    return {x_of(x_channel, row), y_of(y_channel, row)};
  }

  friend bool operator==(const Plot&, const Plot&) = default;
};

/// The room of a group that stands at a place of `plot`: as large, the place its middle. Plain
/// numbers and canvas units count from there.
Plot plot_about(Point place, const Plot& plot);

/// Where two values of each axis stand, the same ones in every plot of a view whose data lies in
/// `x` and `y`; the edges of the area where values have no places to compare.
Box axes_in(const Plot& plot, const Extent& x, const Extent& y);

/// A key that is equal for equal plots.
void add_plot(Hasher& hasher, const Plot& plot);

/// Where labels may be: not on the tick labels, nor past the view's edge.
Box room_for_labels(const Plot& plot);

}  // namespace lantern
