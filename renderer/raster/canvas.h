#pragma once

#include <memory>
#include <optional>

#include "renderer/frame/frame.h"
#include "renderer/raster/affine.h"
#include "renderer/raster/pixel_box.h"
#include "renderer/raster/pixmap.h"

// This and canvas.cpp are the only files that know Cairo.
typedef struct _cairo cairo_t;
struct _cairo_surface;

namespace lantern {

/// How an outline is painted. `stroke` is in device pixels.
struct PathPaint {
  std::optional<Color> fill;
  std::optional<Stroke> stroke;
  bool stroke_first = false;  ///< the stroke lies under the fill
  double opacity = 1;         ///< of fill and stroke together
};

/// Pictures, each decoded once.
class DecodedImages {
 public:
  DecodedImages();
  ~DecodedImages();
  /// A Cairo surface. Throws RuntimeError where the file is no PNG.
  _cairo_surface* find(const std::shared_ptr<const ImageFile>& file);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Draws on a pixmap's memory, which must outlive it. Coordinates are device pixels, finite and
/// within ±2^22. Every call stands for itself: nothing but the pixels is left behind.
class Canvas {
 public:
  /// Throws RuntimeError where Cairo cannot draw on such a pixmap.
  explicit Canvas(Pixmap& pixmap);

  /// Replaces the pixels in `where`.
  void set_pixels(const PixelBox& where, const Color& color);

  /// Draws an outline (non-zero winding) into `clip`.
  void draw(const Path& path, const PathPaint& paint, const PixelBox& clip);

  /// Draws a picture into `clip`; `place` maps its pixels to these. `sharp`: see `ImageFile`.
  void draw(_cairo_surface* image, const Affine& place, double opacity, bool sharp,
            const PixelBox& clip);

  /// Lays the pixels of `layer`, which has the same size, over these. Outside `clip` nothing
  /// changes; edges of `clip` between pixels are antialiased.
  void draw_layer(const Canvas& layer, const Box& clip, double opacity);

  /// To be called before and after others write to the pixmap.
  void before_pixels();
  void after_pixels();

  /// Throws RuntimeError where any call since the construction failed.
  void check() const;

 private:
  struct Free {
    void operator()(cairo_t* context) const noexcept;
  };
  std::unique_ptr<cairo_t, Free> context_;
};

}  // namespace lantern
