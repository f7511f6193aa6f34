#include "renderer/frame/symbols.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "core/base/error.h"
#include "renderer/paths/hatch.h"

namespace lantern {
namespace {

Path polygon(std::initializer_list<Point> points) {
  Path path = polyline_path(points);
  path.close();
  return path;
}

/// Shapes of about the same area, so that none looks heavier than the others.
SymbolPtr make_shape(std::string_view name) {
  Symbol out{std::string(name), {}};
  if (name == "ring") {
    constexpr double kWidth = 0.2;
    out.layers = {{circle_path({}, 0.5 - kWidth / 2), Ink::none, Ink::tint, kWidth, 1}};
  } else if (name == "square") {
    constexpr double k = 0.443;  // half the side: the circle's area
    out.layers = {{rect_path({-k, -k, k, k})}};
  } else if (name == "diamond") {
    constexpr double k = 0.6;
    out.layers = {{polygon({{0, -k}, {k, 0}, {0, k}, {-k, 0}})}};
  } else if (name == "triangle") {
    out.layers = {{polygon({{0, -0.6}, {0.58, 0.42}, {-0.58, 0.42}})}};
  } else if (name == "cross") {
    constexpr double k = 0.38;
    Path path = polyline_path({{-k, -k}, {k, k}});
    path.append(polyline_path({{-k, k}, {k, -k}}));
    out.layers = {{path, Ink::none, Ink::tint, 0.24, 1}};
  } else {
    out.layers = {{circle_path({}, 0.5)}};
  }
  return std::make_shared<const Symbol>(std::move(out));
}

Ink ink_of(const std::string& word) {
  static const std::map<std::string, Ink> kInks{
      {"none", Ink::none}, {"color", Ink::tint},    {"shade", Ink::shade}, {"light", Ink::light},
      {"ink", Ink::ink},   {"ground", Ink::ground}, {"dark", Ink::dark},   {"pale", Ink::pale}};
  return kInks.at(word);
}

}  // namespace

const std::vector<std::string_view>& shape_names() {
  static const std::vector<std::string_view> kNames{"circle",  "ring",     "square",
                                                    "diamond", "triangle", "cross"};
  return kNames;
}

SymbolPtr pattern_symbol(std::string_view name) {
  constexpr double kHalf = 0.5, kScale = 0.052;  // of patterns, in a square of side 1
  const Path square = rect_path({-kHalf, -kHalf, kHalf, kHalf});
  Symbol out{"pattern." + std::string(name), {{square}}};
  if (name != "none") {
    out.layers[0].opacity = kPatternTint;
    out.layers.push_back({hatched(square, name, {-kHalf, kHalf}, kScale)});
  }
  return std::make_shared<const Symbol>(std::move(out));
}

namespace {

SymbolPtr make_patterned(std::string_view shape, std::string_view pattern) {
  constexpr double kScale = 4.5;  // of the pattern; three stripes cross a dot
  constexpr double kFine = 100;   // the side of the box in which outlines are cut
  constexpr double kRim = 0.09;
  const SymbolPtr plain = shape_symbol(shape);
  const SymbolLayer& whole = plain->layers[0];
  if (pattern == "none" || whole.fill == Ink::none) return plain;
  const Path large = transformed(whole.path, kFine, kFine, {});
  const Path inked = hatched(large, pattern, {-kFine / 2, kFine / 2}, kScale);
  Symbol out{fmt::format("{}.{}", shape, pattern), {}};
  out.layers = {{whole.path, Ink::ground},
                {whole.path, Ink::tint, Ink::none, 0, kPatternTint},
                {transformed(inked, 1 / kFine, 1 / kFine, {})},
                {whole.path, Ink::none, Ink::tint, kRim}};
  return std::make_shared<const Symbol>(std::move(out));
}

using ShapeAndPattern = std::pair<std::string_view, std::string_view>;

std::map<ShapeAndPattern, SymbolPtr> make_all_patterned() {
  std::map<ShapeAndPattern, SymbolPtr> out;
  for (const std::string_view shape : shape_names()) {
    for (const std::string_view pattern : pattern_names()) {
      out.emplace(ShapeAndPattern{shape, pattern}, make_patterned(shape, pattern));
    }
  }
  return out;
}

}  // namespace

SymbolPtr patterned_shape(std::string_view shape, std::string_view pattern) {
  static const auto kAll = make_all_patterned();
  return kAll.at({shape, pattern});
}

SymbolPtr shape_symbol(std::string_view name) {
  static const std::map<std::string_view, SymbolPtr> kShapes = [] {
    std::map<std::string_view, SymbolPtr> shapes;
    for (const std::string_view shape : shape_names()) shapes.emplace(shape, make_shape(shape));
    return shapes;
  }();
  return kShapes.at(name);
}

std::optional<size_t> outlined_layer(const Symbol& symbol) {
  if (symbol.layers.empty() || symbol.layers.front().fill == Ink::none) return std::nullopt;
  return symbol.layers.size() - 1;
}

SymbolPtr glyph_symbol(const GlyphArt& art, const std::string& mood) {
  const std::vector<std::string> moods = art.moods();
  const bool plain = mood.empty() || (!moods.empty() && mood == moods[0]);
  const std::string shown = plain && !moods.empty() ? moods[0] : mood;
  Symbol out{plain ? art.name : art.name + "_" + mood, {}};
  const double scale = 1 / art.size;
  const Point by{-art.x * scale - 0.5, -art.y * scale - 0.5};
  for (const GlyphArt::Layer& layer : art.layers) {
    const bool drawn = layer.moods.empty() || std::find(layer.moods.begin(), layer.moods.end(),
                                                        shown) != layer.moods.end();
    if (!drawn) continue;
    size_t offset = 0;
    const auto path = parse_svg_path(layer.path, &offset);
    if (!path) {
      throw RuntimeError(
          fmt::format("glyph {}: no path data at byte {} of \"{}\"", art.name, offset, layer.path));
    }
    out.layers.push_back({transformed(*path, scale, scale, by), ink_of(layer.fill),
                          ink_of(layer.stroke), layer.stroke_width * scale, layer.opacity});
  }
  return std::make_shared<const Symbol>(std::move(out));
}

}  // namespace lantern
