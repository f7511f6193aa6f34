#pragma once

#include "output/av/encoder/handles.h"
#include "renderer/raster/pixmap.h"

namespace lantern {

/// Writes pictures into an encoder's frames: YUV 4:2:0 with or without alpha, or RGB. Colours are
/// not premultiplied there.
class FrameWriter {
 public:
  FrameWriter(int width, int height) : width_(width), height_(height) {}

  void write(const Pixmap& pixmap, AVFrame& frame);

 private:
  void write_yuv(const Pixmap& pixmap, AVFrame& frame) const;
  void write_rgb(const Pixmap& pixmap, AVFrame& frame) const;

  int width_, height_;
  Pixmap straight_;  // of pictures with alpha
};

}  // namespace lantern
