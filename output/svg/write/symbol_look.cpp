#include "output/svg/write/symbol_look.h"

#include <cmath>

#include "output/svg/write/stroke_outline.h"
#include "output/svg/write/svg_attributes.h"
#include "renderer/frame/symbols.h"

namespace lantern::svg {
namespace {

struct Look {
  Color fill;
  std::optional<Stroke> pen;
};

Look look_of(const Instances& dots, size_t i, size_t l, double size) {
  const Symbol& symbol = *dots.symbols[dots.symbol[i]];
  const SymbolLayer& layer = symbol.layers[l];
  const double outline = dots.outline_of(i);
  const bool outlined = outline > 0 && l == outlined_layer(symbol);
  const Color line =
      outlined ? dots.ink : resolve_ink(layer.stroke, dots.color[i], dots.ink, dots.ground);
  const double width = outlined ? outline / double(dots.size[i]) : layer.stroke_width;
  Look out{resolve_ink(layer.fill, dots.color[i], dots.ink, dots.ground), {}};
  if (width > 0 && line.a > 0) out.pen = Stroke{line, width * size, Cap::round, Join::round, {}, 0};
  return out;
}

std::string filling(const Color& color) {
  return color.a > 0 ? paint("fill", color) : attribute("fill", "none");
}

constexpr double kHairline = 1;      // px; see outline_of_stroke
constexpr size_t kMostPoints = 500;  // of what is outlined: more would make large files

std::string data(const Path& path, int decimals) {
  return attribute("d", to_relative_svg_path(path, decimals));
}

}  // namespace

const std::string& SymbolPaths::outline(const Line& line, int decimals) {
  std::string& out = outlines_[line];
  if (!out.empty()) return out;
  const Path& path = line.symbol->layers[line.layer].path;
  const Path inked =
      outline_of_stroke(transformed(path, line.px, line.px, {}), line.width * line.px);
  const double shrink = line.size / line.px;
  return out = data(transformed(inked, shrink, shrink, {}), decimals);
}

std::vector<std::string> SymbolPaths::of(const Instances& dots, size_t i, double size,
                                         double smallest, bool outlines) {
  const SymbolPtr& symbol = dots.symbols[dots.symbol[i]];
  const double full = double(dots.size[i]);
  // In whole px, for sizes that hardly differ to have one definition.
  const double px = size == 1 ? std::ceil(full) : size;
  const int decimals = size != 1 ? kDecimals : px > 40 ? 4 : 3;  // of a px, two
  std::vector<std::string> out;
  for (size_t l = 0; l < symbol->layers.size(); ++l) {
    const SymbolLayer& layer = symbol->layers[l];
    const Look look = look_of(dots, i, l, size);
    const double line = look.pen ? look.pen->width / size : 0;
    const std::string shape = data(transformed(layer.path, size, size, {}), decimals);
    // Two paths of a translucent layer would show through each other.
    const bool thin = look.pen && full > 0 && line * smallest < kHairline && layer.opacity == 1 &&
                      layer.path.points.size() <= kMostPoints;
    if (!thin || !outlines) {
      out.push_back(shape + filling(look.fill) + (look.pen ? stroke(*look.pen) : "") +
                    opacity(layer.opacity));
      continue;
    }
    if (look.fill.a > 0) out.push_back(shape + filling(look.fill));
    out.push_back(outline({symbol, l, size, px, line}, decimals) + paint("fill", look.pen->color));
  }
  return out;
}

std::optional<Disc> disc_of(const Instances& dots, size_t i) {
  static const Path kDisc = shape_symbol("circle")->layers[0].path;
  const Symbol& symbol = *dots.symbols[dots.symbol[i]];
  if (symbol.layers.size() != 1 || symbol.layers[0].opacity < 1 ||
      !(symbol.layers[0].path == kDisc)) {
    return std::nullopt;
  }
  const double size = double(dots.size[i]);
  const Look look = look_of(dots, i, 0, size);
  Disc out{size / 2, filling(look.fill), ""};
  if (!look.pen) return out;
  out.pen = paint("stroke", look.pen->color);
  if (look.pen->width != 1) out.pen += attribute("stroke-width", look.pen->width, 3);
  return out;
}

void CommonPen::add(const std::optional<Disc>& disc) {
  if (!pen_) pen_ = disc ? disc->pen : "";
  else if (!disc || disc->pen != *pen_) pen_ = "";
}

Tag circle(const Disc& disc, std::string_view at, std::string_view common_pen) {
  Tag out("circle");
  out.attributes(at).attribute("r", disc.radius, kDecimals).attributes(disc.fill);
  return disc.pen == common_pen ? out : out.attributes(disc.pen);
}

std::string centre(Point at) {
  return attribute("cx", at.x, kDecimals) + attribute("cy", at.y, kDecimals);
}

}  // namespace lantern::svg
