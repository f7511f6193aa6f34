#pragma once

#include "core/scene/run/state.h"
#include "renderer/look/look.h"
#include "renderer/plot/legend.h"
#include "renderer/plot/plot.h"

namespace lantern {

/// What stands above a view's area: its title at the left and the legend at the right, or below
/// the title where there is no room.
struct Heading {
  ParagraphPtr title;  ///< null: none
  double reach = 0;    ///< the width that is kept for the title, that of its widest reading
  int lines = 0;       ///< that are kept for the title: as many as its widest reading takes
  bool legend = false;
  bool below = false;  ///< the legend has rows of its own
  LegendBlock block;   ///< the legend in its rows
  double height = 0;   ///< all of it, and the gap to the area
};

/// Over an area `width` wide; the title may reach as far as `room`, and is broken into lines there.
Heading heading_of(const ViewState& view, const LegendEntries& legend, double width, double room,
                   const Look& look, const Typesetter& typesetter);

/// What a heading over an area leaves of the width there.
Span beside(const Heading& heading, const Box& area);

/// The same without its title, or its legend.
Heading without_title(const Heading& heading, const Theme& theme);
Heading without_legend(const Heading& heading, const Theme& theme);

/// The heading's items, which have entered by `amount`; null where there is nothing to be seen.
ItemPtr draw_heading(const ViewState& view, const Heading& heading, const Plot& plot, double amount,
                     const Look& look);

}  // namespace lantern
