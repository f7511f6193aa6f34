#pragma once

#include "renderer/paths/path.h"

namespace lantern {

/// The shape of an elliptical arc as SVG's A command says it. `tilt` is in radians, clockwise.
struct SvgArc {
  double rx = 0, ry = 0;
  double tilt = 0;
  bool large = false;
  bool sweep = false;
};

/// Appends the arc from the path's end `from` to `to` as cubics, none longer than a quarter turn:
/// SVG 2, §9.5.1 (radii of 0 make a line; radii that are too small grow until they reach).
void append_svg_arc(Path& path, Point from, const SvgArc& arc, Point to);

}  // namespace lantern
