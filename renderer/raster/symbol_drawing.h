#pragma once

#include "renderer/frame/frame.h"
#include "renderer/raster/affine.h"
#include "renderer/raster/canvas.h"

namespace lantern {

/// The colours of one datum's symbol.
struct SymbolInks {
  Color tint, ink, ground;
};

/// How far a symbol of side 1 reaches from its middle along either axis, whatever its angle where
/// `turned`. Not finite where its outlines are not.
double reach_of(const Symbol& symbol, bool turned);

/// Draws a symbol; `place` maps its box of side 1 to device pixels, `side` is that side there,
/// `outline` the width of the stroke around its first layer, both in device pixels.
void draw_symbol(Canvas& canvas, const Symbol& symbol, const Affine& place, double side,
                 double outline, const SymbolInks& inks, const PixelBox& clip);

}  // namespace lantern
