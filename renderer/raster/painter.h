#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "renderer/frame/frame.h"
#include "renderer/raster/affine.h"
#include "renderer/raster/canvas.h"
#include "renderer/raster/mask_cache.h"
#include "renderer/raster/stamp_cache.h"

namespace lantern {

/// Pixels and the canvas on them.
struct Surface {
  Pixmap& pixels;
  Canvas canvas;

  explicit Surface(Pixmap& onto) : pixels(onto), canvas(onto) {}
};

/// Draws items of the display list. What an item draws depends on the item, the scale and the clip
/// alone. Errors are RuntimeErrors that name the item.
class Painter {
 public:
  /// Every surface drawn on has this size.
  Painter(int width, int height);

  /// Device pixels to the canvas unit.
  void set_scale(double x, double y);

  void draw(const Item& item, const PixelBox& clip, Surface& onto);

  /// The pixels that an item may touch, of those in `within`. Rather too many than too few.
  PixelBox pixels_of(const Item& item, const PixelBox& within) const;

  /// The pixels of `within` that a group's clip leaves, where it runs between pixels; nothing where
  /// it cuts through some.
  std::optional<PixelBox> sharp_clip(const Box& clip, const PixelBox& within) const;

 private:
  /// Where to draw. Passed by value and replaced, so that nothing has to be put back.
  struct Target {
    Surface* surface;
    PixelBox clip;
    size_t depth;  // of groups around it: index of the next free layer
  };
  /// A picture for what is drawn as a whole, the size of the frame: same coordinates, no offsets.
  struct Layer {
    Pixmap pixels;
    Surface surface;
    Layer(int width, int height) : pixels(width, height, false), surface(pixels) {}
  };

  void draw(const Item& item, const Target& target, double opacity);
  void draw_shape(const Group& group, const Item& item, const Target& target, double opacity);
  void draw_shape(const PathShape& shape, const Item& item, const Target& target, double opacity);
  void draw_shape(const TextShape& shape, const Item& item, const Target& target, double opacity);
  void draw_shape(const Instances& dots, const Item& item, const Target& target, double opacity);
  void draw_shape(const ImageShape& image, const Item& item, const Target& target, double opacity);

  /// Draws with `draw_onto(target)` on a layer and lays that over `target`, through `clip`
  /// (device coordinates). `touched` must hold every pixel that is drawn.
  void draw_as_whole(const Target& target, const PixelBox& touched, const Box& clip, double opacity,
                     const std::function<void(const Target&)>& draw_onto);

  void stamp_all(const Instances& dots, const Item& item, const Target& target);
  void draw_large(const Instances& dots, size_t i, double reach, const Target& target);

  Box device_box(const Box& box) const;

  /// A group's clip, cut to the frame, in device coordinates.
  Box device_clip(const Box& clip) const;

  /// Device coordinates of an item's outline. Throws where they are not finite.
  void append(Path& out, const Path& path, const Affine& place, const Item& item) const;
  Stroke device_stroke(const Stroke& stroke, const Item& item) const;
  double scale() const;

  int width_, height_;
  double scale_x_ = 1, scale_y_ = 1;
  std::vector<std::unique_ptr<Layer>> layers_;
  StampCache stamps_;
  MaskCache masks_;
  DecodedImages images_;
};

}  // namespace lantern
