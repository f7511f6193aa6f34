#include "renderer/frame/frame.h"

#include <cmath>

#include "core/base/overloaded.h"
#include "core/base/portable_math.h"
#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

const Color kDarkTone = Color{0.18, 0.15, 0.14, 1}, kPaleTone = Color{1, 0.98, 0.95, 1};

Box grown(const Box& box, double by) {
  return box.empty() ? box : box.inset(-by);
}

Box shape_bounds(const Group& group) {
  Box box;
  for (const ItemPtr& child : group.children) box.add(bounds_of(*child));
  return group.clip ? intersection(box, *group.clip) : box;
}

Box shape_bounds(const PathShape& shape) {
  const bool stroked = shape.stroke && shape.stroke->width > 0;
  if (!shape.fill && !stroked) return {};
  return grown(shape.path.bounds(), stroked ? reach_of(*shape.stroke) : 0);
}

/// The box of `box` turned about (0, 0).
Box turned(const Box& box, double angle) {
  if (angle == 0 || box.empty()) return box;
  const double c = portable::cos(angle), s = portable::sin(angle);
  Box result;
  for (const Point p : {Point{box.x0, box.y0}, Point{box.x1, box.y0}, Point{box.x1, box.y1},
                        Point{box.x0, box.y1}}) {
    result.add(Point{c * p.x - s * p.y, s * p.x + c * p.y});
  }
  return result;
}

Box shape_bounds(const TextShape& shape) {
  Box box;
  if (!shape.text) return box;
  const double size = shape.text->font.size;
  for (const Glyph& glyph : shape.text->glyphs) {
    if (!glyph.outline || glyph.outline->empty()) continue;
    const Box em = glyph.outline->bounds();
    box.add(Point{em.x0 * size, em.y0 * size} + glyph.at);
    box.add(Point{em.x1 * size, em.y1 * size} + glyph.at);
  }
  if (shape.halo) box = grown(box, shape.halo->width / 2);
  return box.empty() ? box : turned(box, shape.angle).moved(shape.origin);
}

Box shape_bounds(const ImageShape& image) {
  return turned({0, 0, image.width, image.height}, image.angle).moved(image.at);
}

Box shape_bounds(const Instances& dots) {
  if (!columns_agree(dots)) return {};
  std::vector<Box> units;
  for (const SymbolPtr& symbol : dots.symbols) {
    units.push_back(bounds_of(*symbol));
    const bool outlined = dots.widest_outline() > 0 && !symbol->layers.empty();
    if (outlined) units.back().add(symbol->layers.front().path.bounds());
  }
  Box box;
  for (size_t i = 0; i < dots.count(); ++i) {
    const Box& unit = units[dots.symbol[i]];
    if (unit.empty() || !(dots.size[i] > 0) || !(dots.opacity[i] > 0)) continue;
    const Box at_angle = dots.angle.empty() ? unit : turned(unit, dots.angle[i]);
    const Point at{dots.x[i], dots.y[i]};
    box.add(Point{at_angle.x0, at_angle.y0} * dots.size[i] + at);
    box.add(Point{at_angle.x1, at_angle.y1} * dots.size[i] + at);
  }
  return grown(box, std::max(dots.widest_outline(), 0.0) / 2);
}

}  // namespace

double Instances::widest_outline() const {
  return outlines.empty() ? outline : double(*std::max_element(outlines.begin(), outlines.end()));
}

Box bounds_of(const Symbol& symbol) {
  Box box;
  for (const SymbolLayer& layer : symbol.layers) {
    const bool stroked = layer.stroke != Ink::none && layer.stroke_width > 0;
    if (layer.fill == Ink::none && !stroked) continue;
    box.add(grown(layer.path.bounds(), stroked ? layer.stroke_width / 2 : 0));
  }
  return box;
}

bool columns_agree(const Instances& dots) {
  const size_t n = dots.count();
  return dots.y.size() == n && dots.size.size() == n && dots.symbol.size() == n &&
         dots.color.size() == n && dots.opacity.size() == n &&
         (dots.angle.empty() || dots.angle.size() == n) &&
         (dots.outlines.empty() || dots.outlines.size() == n) &&
         std::all_of(dots.symbol.begin(), dots.symbol.end(),
                     [&](std::uint16_t symbol) { return symbol < dots.symbols.size(); });
}

double reach_of(const Stroke& stroke) {
  double reach = stroke.width / 2;
  if (stroke.join == Join::miter) reach *= kMiterLimit;
  if (stroke.cap == Cap::square) reach = std::max(reach, stroke.width / 2 * std::sqrt(2.0));
  return reach;
}

Color resolve_ink(Ink ink, const Color& tint, const Color& ink_color, const Color& ground) {
  switch (ink) {
    case Ink::none:
      return {0, 0, 0, 0};
    case Ink::tint:
      return tint;
    case Ink::shade:
      return mix(tint, {0, 0, 0, tint.a}, 0.25);
    case Ink::light:
      return mix(tint, {1, 1, 1, tint.a}, 0.45);
    case Ink::ink:
      return ink_color;
    case Ink::ground:
      return ground;
    case Ink::dark:
      return kDarkTone;
    case Ink::pale:
      return kPaleTone;
  }
  return {0, 0, 0, 0};
}

std::string_view shape_name(const Item& item) {
  using namespace std::string_view_literals;
  return std::visit(
      Overloaded{[](const Group&) { return "group"sv; }, [](const PathShape&) { return "path"sv; },
                 [](const TextShape&) { return "text"sv; },
                 [](const Instances&) { return "instances"sv; },
                 [](const ImageShape&) { return "image"sv; }},
      item.shape);
}

Box bounds_of(const Item& item) {
  if (!(item.opacity > 0)) return {};
  return std::visit([](const auto& shape) { return shape_bounds(shape); }, item.shape);
}

}  // namespace lantern
