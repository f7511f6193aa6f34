#include "output/av/encoder/frame_writer.h"

#include <algorithm>

#include "output/yuv/yuv.h"

namespace lantern {
void FrameWriter::write(const Pixmap& pixmap, AVFrame& frame) {
  if (frame.format == AV_PIX_FMT_RGB24 || frame.format == AV_PIX_FMT_RGBA) {
    return write_rgb(pixmap, frame);
  }
  if (frame.format == AV_PIX_FMT_YUV420P) return write_yuv(pixmap, frame);
  if (straight_.width() == 0) straight_ = Pixmap(width_, height_, true);
  for (int y = 0; y < frame.height; ++y) {
    const std::uint32_t* from = pixmap.row(std::min(y, height_ - 1));
    std::uint8_t* alpha = frame.data[3] + std::ptrdiff_t(y) * frame.linesize[3];
    for (int x = 0; x < frame.width; ++x) alpha[x] = from[std::min(x, width_ - 1)] >> 24;
    if (y >= height_) continue;
    for (int x = 0; x < width_; ++x) straight_.row(y)[x] = 0xFF000000 | unpremultiplied(from[x]);
  }
  write_yuv(straight_, frame);
}

void FrameWriter::write_yuv(const Pixmap& pixmap, AVFrame& frame) const {
  convert_to_yuv(pixmap, {frame.data[0], frame.data[1], frame.data[2], frame.linesize[0],
                          frame.linesize[1], frame.linesize[2]});
}

void FrameWriter::write_rgb(const Pixmap& pixmap, AVFrame& frame) const {
  const bool alpha = frame.format == AV_PIX_FMT_RGBA;
  for (int y = 0; y < height_; ++y) {
    const std::uint32_t* from = pixmap.row(y);
    std::uint8_t* to = frame.data[0] + std::ptrdiff_t(y) * frame.linesize[0];
    for (int x = 0; x < width_; ++x) {
      const std::uint32_t color = unpremultiplied(from[x]);
      for (const int shift : {16, 8, 0}) *to++ = static_cast<std::uint8_t>(color >> shift & 255);
      if (alpha) *to++ = static_cast<std::uint8_t>(from[x] >> 24);
    }
  }
}

}  // namespace lantern
