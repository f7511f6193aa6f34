#include "renderer/raster/painter.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/overloaded.h"
#include "renderer/raster/crisp.h"
#include "renderer/raster/device_path.h"
#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

// Antialiasing, sub-pixel phases and crisp edges reach beyond an item's exact box.
constexpr double kMargin = 2;

// Dashes shorter than this, in device pixels for the whole pattern, look solid and cost much.
constexpr double kShortestDashes = 0.1;

/// Whether the opacity of an item is that of its one paint.
bool paints_once(const Item& item) {
  // A canvas takes an outline as a whole.
  return std::visit(
      Overloaded{[](const Group& group) { return group.children.size() < 2; },
                 [](const Instances& dots) { return dots.count() < 2; },
                 [](const PathShape&) { return true; }, [](const TextShape&) { return true; },
                 [](const ImageShape&) { return true; }},
      item.shape);
}

/// Whether a device coordinate is that of a pixel's edge, as far as Cairo can tell.
bool is_edge(double v) {
  return std::abs(v - std::round(v)) < 1.0 / 256;
}

[[noreturn]] void fail(const Item& item, std::string_view what) {
  throw RuntimeError(fmt::format("\"{}\" cannot be drawn: {}.", item.id, what));
}

}  // namespace

Painter::Painter(int width, int height) : width_(width), height_(height) {}

void Painter::set_scale(double x, double y) {
  scale_x_ = x;
  scale_y_ = y;
  stamps_.set_scale(x, y);
}

double Painter::scale() const {
  return std::sqrt(scale_x_ * scale_y_);
}

Box Painter::device_box(const Box& box) const {
  return {box.x0 * scale_x_, box.y0 * scale_y_, box.x1 * scale_x_, box.y1 * scale_y_};
}

Box Painter::device_clip(const Box& clip) const {
  const Box box = device_box(clip);
  const double right = width_, bottom = height_;
  return {std::clamp(box.x0, 0.0, right), std::clamp(box.y0, 0.0, bottom),
          std::clamp(box.x1, 0.0, right), std::clamp(box.y1, 0.0, bottom)};
}

std::optional<PixelBox> Painter::sharp_clip(const Box& clip, const PixelBox& within) const {
  const Box box = device_clip(clip);
  if (!is_edge(box.x0) || !is_edge(box.y0) || !is_edge(box.x1) || !is_edge(box.y1)) {
    return std::nullopt;
  }
  const Box whole{std::round(box.x0), std::round(box.y0), std::round(box.x1), std::round(box.y1)};
  return pixels_touching(whole, within);
}

PixelBox Painter::pixels_of(const Item& item, const PixelBox& within) const {
  const Box box = device_box(bounds_of(item));
  if (box.empty()) return {};
  // Anywhere, so that it is drawn and the error found.
  if (!std::isfinite(box.x0 + box.y0 + box.x1 + box.y1)) return within;
  return pixels_touching(box.inset(-kMargin), within);
}

void Painter::draw(const Item& item, const PixelBox& clip, Surface& onto) {
  draw(item, {&onto, clip, 0}, 1);
}

void Painter::draw(const Item& item, const Target& target, double opacity) {
  opacity *= std::min(item.opacity, 1.0);
  if (!(opacity > 0) || target.clip.empty()) return;
  const auto draw_onto = [&](const Target& onto, double alpha) {
    std::visit([&](const auto& shape) { draw_shape(shape, item, onto, alpha); }, item.shape);
  };
  if (opacity >= 1 || paints_once(item)) return draw_onto(target, opacity);
  const PixelBox touched = pixels_of(item, target.clip);
  const Box all{0, 0, double(width_), double(height_)};
  draw_as_whole(target, touched, all, opacity, [&](const Target& onto) { draw_onto(onto, 1); });
}

void Painter::draw_as_whole(const Target& target, const PixelBox& touched, const Box& clip,
                            double opacity, const std::function<void(const Target&)>& draw_onto) {
  const PixelBox box = intersection(touched, target.clip);
  if (box.empty()) return;
  while (layers_.size() <= target.depth) {
    layers_.push_back(std::make_unique<Layer>(width_, height_));
  }
  Layer& layer = *layers_[target.depth];
  layer.surface.canvas.set_pixels(box, {0, 0, 0, 0});
  draw_onto(Target{&layer.surface, box, target.depth + 1});
  const Box shown{std::max<double>(clip.x0, box.x0), std::max<double>(clip.y0, box.y0),
                  std::min<double>(clip.x1, box.x1), std::min<double>(clip.y1, box.y1)};
  target.surface->canvas.draw_layer(layer.surface.canvas, shown, opacity);
}

void Painter::draw_shape(const Group& group, const Item& item, const Target& target,
                         double opacity) {
  const auto draw_children = [&](const Target& onto, double alpha) {
    for (const ItemPtr& child : group.children) draw(*child, onto, alpha);
  };
  if (!group.clip) return draw_children(target, opacity);
  if (const auto sharp = sharp_clip(*group.clip, target.clip)) {
    return draw_children({target.surface, *sharp, target.depth}, opacity);
  }
  const Box clip = device_clip(*group.clip);
  if (std::isnan(clip.x0 + clip.y0 + clip.x1 + clip.y1)) fail(item, "its clip is not a number");
  draw_as_whole(target, pixels_of(item, target.clip), clip, opacity,
                [&](const Target& onto) { draw_children(onto, 1); });
}

void Painter::draw_shape(const PathShape& shape, const Item& item, const Target& target,
                         double opacity) {
  Path path;
  append(path, shape.path, Affine::scale(scale_x_, scale_y_), item);
  PathPaint paint;
  paint.opacity = opacity;
  paint.fill = shape.fill;
  if (shape.stroke && !(shape.stroke->width <= 0))
    paint.stroke = device_stroke(*shape.stroke, item);
  if (shape.crisp) make_crisp(path, paint.stroke ? &*paint.stroke : nullptr);
  target.surface->canvas.draw(path, paint, target.clip);
}

void Painter::draw_shape(const TextShape& shape, const Item& item, const Target& target,
                         double opacity) {
  if (!shape.text) return;
  const double size = shape.text->font.size;
  const Affine place =
      Affine::scale(scale_x_, scale_y_) * Affine::move(shape.origin) * Affine::turn(shape.angle);
  Path letters;
  for (const Glyph& glyph : shape.text->glyphs) {
    if (!glyph.outline) continue;
    append(letters, *glyph.outline, place * Affine::move(glyph.at) * Affine::scale(size, size),
           item);
  }
  PathPaint paint{shape.color, std::nullopt, true, opacity};
  if (shape.halo && !(shape.halo->width <= 0)) {
    Stroke halo;
    halo.color = shape.halo->color;
    halo.width = shape.halo->width;
    paint.stroke = device_stroke(halo, item);
  }
  target.surface->canvas.draw(letters, paint, target.clip);
}

void Painter::draw_shape(const ImageShape& image, const Item& item, const Target& target,
                         double opacity) {
  if (!image.file || !(image.width > 0) || !(image.height > 0)) return;
  const Affine place =
      Affine::scale(scale_x_, scale_y_) * Affine::move(image.at) * Affine::turn(image.angle) *
      Affine::scale(image.width / image.file->width, image.height / image.file->height);
  if (!std::isfinite(place.xx + place.xy + place.dx + place.yx + place.yy + place.dy)) {
    fail(item, "a coordinate is not a finite number");
  }
  target.surface->canvas.draw(images_.find(image.file), place, opacity, image.file->sharp,
                              target.clip);
}

void Painter::append(Path& out, const Path& path, const Affine& place, const Item& item) const {
  if (!append_device_path(out, path, place)) fail(item, "a coordinate is not a finite number");
}

Stroke Painter::device_stroke(const Stroke& stroke, const Item& item) const {
  Stroke result = stroke;
  result.width *= scale();
  result.dash_offset *= scale();
  double sum = 0;
  for (double& length : result.dash) {
    if (length < 0) fail(item, "a dash is shorter than nothing");
    length *= scale();
    sum += length;
  }
  if (!std::isfinite(result.width + result.dash_offset + sum)) {
    fail(item, "the width or a dash of its stroke is not a finite number");
  }
  if (sum < kShortestDashes) result.dash.clear();
  return result;
}

}  // namespace lantern
