#include "renderer/raster/symbol_drawing.h"

#include <cmath>

#include "core/base/portable_math.h"
#include "renderer/frame/symbols.h"
#include "renderer/raster/device_path.h"

namespace lantern {
namespace {

Stroke round_stroke(const Color& color, double width) {
  return {color, width, Cap::round, Join::round, {}, 0};
}

/// The farthest of a layer's points, control points included.
double reach_of(const SymbolLayer& layer, bool turned) {
  double reach = 0;
  for (const Point p : layer.path.points) {
    const double x = std::abs(p.x), y = std::abs(p.y);
    const double far = turned ? portable::hypot(x, y) : std::max(x, y);
    if (!(far <= reach)) reach = far;
    if (std::isnan(reach)) break;
  }
  return layer.stroke != Ink::none ? reach + std::max(0.0, layer.stroke_width / 2) : reach;
}

}  // namespace

double reach_of(const Symbol& symbol, bool turned) {
  double reach = 0;
  for (const SymbolLayer& layer : symbol.layers) {
    const double far = reach_of(layer, turned);
    if (!(far <= reach)) reach = far;
    if (std::isnan(reach)) break;
  }
  return reach;
}

void draw_symbol(Canvas& canvas, const Symbol& symbol, const Affine& place, double side,
                 double outline, const SymbolInks& inks, const PixelBox& clip) {
  const auto color_of = [&](Ink ink) { return resolve_ink(ink, inks.tint, inks.ink, inks.ground); };
  const auto outlined = outline > 0 ? outlined_layer(symbol) : std::nullopt;
  for (size_t i = 0; i < symbol.layers.size(); ++i) {
    const SymbolLayer& layer = symbol.layers[i];
    Path path;
    if (!append_device_path(path, layer.path, place)) continue;
    PathPaint paint;
    paint.opacity = layer.opacity;
    if (layer.fill != Ink::none) paint.fill = color_of(layer.fill);
    if (i == outlined) {
      paint.stroke = round_stroke(inks.ink, outline);
    } else if (layer.stroke != Ink::none && layer.stroke_width > 0) {
      paint.stroke = round_stroke(color_of(layer.stroke), layer.stroke_width * side);
    }
    canvas.draw(path, paint, clip);
  }
}

}  // namespace lantern
