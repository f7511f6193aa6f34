#pragma once

#include <memory>

#include "renderer/frame/frame.h"
#include "renderer/raster/pixmap.h"

namespace lantern {

/// Draws display lists onto pixels. One per worker thread: it keeps caches (what did not change
/// since the last frame, stamps of small symbols), which never change the result: a frame gives
/// the same bytes whatever was drawn before it.
class Rasteriser {
 public:
  /// Output is `width` × `height` pixels. With `transparent` the ground is left out and the
  /// pixmaps carry alpha.
  Rasteriser(int width, int height, bool transparent = false);
  ~Rasteriser();
  Rasteriser(const Rasteriser&) = delete;
  Rasteriser& operator=(const Rasteriser&) = delete;

  /// Draws the frame, scaled to fill the pixmap, which must have this rasteriser's size.
  /// Throws RuntimeError where Cairo reports an error.
  void draw(const Frame& frame, Pixmap& onto);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lantern
