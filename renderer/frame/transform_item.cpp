#include "renderer/frame/transform_item.h"

#include <cmath>

#include "core/base/portable_math.h"
#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

Point scaled_point(Point p, double factor, Point about) {
  return about + (p - about) * factor;
}

void scale_stroke(Stroke& stroke, double factor) {
  stroke.width *= factor;
  stroke.dash_offset *= factor;
  for (double& length : stroke.dash) length *= factor;
}

void scale_shape(PathShape& shape, double factor, Point about) {
  shape.path = transformed(shape.path, factor, factor, about - about * factor);
  if (shape.stroke) scale_stroke(*shape.stroke, factor);
  shape.crisp = shape.crisp && !shape.stroke;  // areas that adjoin have no seams
}

/// Outlines are shared; only where they go and how large they are changes.
void scale_shape(TextShape& shape, double factor, Point about) {
  auto text = std::make_shared<ShapedText>(*shape.text);
  text->font.size *= factor;
  text->width *= factor;
  text->ascent *= factor;
  text->descent *= factor;
  text->line_height *= factor;
  for (Glyph& glyph : text->glyphs) {
    glyph.at = glyph.at * factor;
    glyph.advance *= factor;
  }
  shape.text = std::move(text);
  shape.origin = scaled_point(shape.origin, factor, about);
  if (shape.halo) shape.halo->width *= factor;
}

void scale_shape(ImageShape& shape, double factor, Point about) {
  shape.at = scaled_point(shape.at, factor, about);
  shape.width *= factor;
  shape.height *= factor;
}

void scale_shape(Instances& shape, double factor, Point about) {
  for (size_t i = 0; i < shape.count(); ++i) {
    const Point p = scaled_point({shape.x[i], shape.y[i]}, factor, about);
    shape.x[i] = static_cast<float>(p.x);
    shape.y[i] = static_cast<float>(p.y);
    shape.size[i] *= static_cast<float>(factor);
  }
  shape.outline *= factor;
  for (float& outline : shape.outlines) outline *= static_cast<float>(factor);
}

void scale_shape(Group& shape, double factor, Point about) {
  if (shape.block) {
    TextBlock& block = *shape.block;
    block.origin = scaled_point(block.origin, factor, about);
    block.width *= factor;
    block.ascent *= factor;
    block.height *= factor;
  }
  for (ItemPtr& child : shape.children) child = scaled(child, factor, about);
  if (shape.clip) {
    const Point low = scaled_point({shape.clip->x0, shape.clip->y0}, factor, about);
    const Point high = scaled_point({shape.clip->x1, shape.clip->y1}, factor, about);
    shape.clip = Box{low.x, low.y, high.x, high.y};
  }
}

Point turned_point(Point p, double c, double s) {
  return {p.x * c - p.y * s, p.x * s + p.y * c};
}

void move_shape(PathShape& shape, Point by) {
  shape.path = transformed(shape.path, 1, 1, by);
}
void move_shape(TextShape& shape, Point by) {
  shape.origin = shape.origin + by;
}
void move_shape(ImageShape& shape, Point by) {
  shape.at = shape.at + by;
}
void move_shape(Instances& shape, Point by) {
  for (size_t i = 0; i < shape.count(); ++i) {
    shape.x[i] += static_cast<float>(by.x);
    shape.y[i] += static_cast<float>(by.y);
  }
}
void move_shape(Group& shape, Point by) {
  for (ItemPtr& child : shape.children) child = moved(child, by);
  if (shape.clip) shape.clip = shape.clip->moved(by);
  if (shape.block) shape.block->origin = shape.block->origin + by;
}

void turn_shape(PathShape& shape, double angle) {
  const double c = portable::cos(angle), s = portable::sin(angle);
  for (Point& p : shape.path.points) p = turned_point(p, c, s);
  shape.crisp = false;
}
void turn_shape(TextShape& shape, double angle) {
  shape.origin = turned_point(shape.origin, portable::cos(angle), portable::sin(angle));
  shape.angle += angle;
}
void turn_shape(ImageShape& shape, double angle) {
  shape.at = turned_point(shape.at, portable::cos(angle), portable::sin(angle));
  shape.angle += angle;
}
void turn_shape(Instances& shape, double angle) {
  const double c = portable::cos(angle), s = portable::sin(angle);
  shape.angle.resize(shape.count(), 0);
  for (size_t i = 0; i < shape.count(); ++i) {
    const Point p = turned_point({double(shape.x[i]), double(shape.y[i])}, c, s);
    shape.x[i] = static_cast<float>(p.x);
    shape.y[i] = static_cast<float>(p.y);
    shape.angle[i] += static_cast<float>(angle);
  }
}
void turn_shape(Group& shape, double angle) {
  const double c = portable::cos(angle), s = portable::sin(angle);
  for (ItemPtr& child : shape.children) child = turned(child, angle);
  if (shape.clip) {
    const Point middle = shape.clip->center();
    shape.clip = shape.clip->moved(turned_point(middle, c, s) - middle);
  }
  if (shape.block) {
    shape.block->origin = turned_point(shape.block->origin, c, s);
    shape.block->angle += angle;
  }
}

}  // namespace

ItemPtr moved(const ItemPtr& item, Point by) {
  if (by == Point{}) return item;
  Item out = *item;
  std::visit([&](auto& shape) { move_shape(shape, by); }, out.shape);
  if (out.pivot) out.pivot = *out.pivot + by;
  return std::make_shared<const Item>(std::move(out));
}

ItemPtr turned(const ItemPtr& item, double angle) {
  if (angle == 0) return item;
  Item out = *item;
  std::visit([&](auto& shape) { turn_shape(shape, angle); }, out.shape);
  if (out.pivot) out.pivot = turned_point(*out.pivot, portable::cos(angle), portable::sin(angle));
  return std::make_shared<const Item>(std::move(out));
}

ItemPtr scaled(const ItemPtr& item, double factor, Point about) {
  Item out = *item;
  std::visit([&](auto& shape) { scale_shape(shape, factor, about); }, out.shape);
  if (out.pivot) out.pivot = scaled_point(*out.pivot, factor, about);
  return std::make_shared<const Item>(std::move(out));
}

ItemPtr stretched(const ItemPtr& item, double across, double upright, Point about) {
  if (!std::holds_alternative<PathShape>(item->shape)) {
    return scaled(item, std::min(across, upright), about);
  }
  Item out = *item;
  for (Point& p : std::get<PathShape>(out.shape).path.points) {
    p = {about.x + (p.x - about.x) * across, about.y + (p.y - about.y) * upright};
  }
  return std::make_shared<const Item>(std::move(out));
}

ItemPtr faded(const ItemPtr& item, double opacity) {
  if (opacity >= 1) return item;
  Item out = *item;
  out.opacity *= opacity;
  return std::make_shared<const Item>(std::move(out));
}

}  // namespace lantern
