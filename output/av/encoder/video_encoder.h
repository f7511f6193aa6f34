#pragma once

#include <cstdint>
#include <functional>

#include "output/av/encoder/codecs.h"
#include "output/av/encoder/film_encoder.h"
#include "output/av/encoder/frame_writer.h"
#include "output/av/encoder/handles.h"

namespace lantern {

/// Turns pixmaps into packets of a codec. The bytes depend on settings and pixels alone, not on
/// the machine's processors. Errors as with FilmEncoder.
class VideoEncoder {
 public:
  /// Gets the stream's packets, their times counted in frames.
  using Receiver = std::function<void(AVPacket&)>;

  explicit VideoEncoder(const FilmEncoderSettings& settings);

  const AVCodecContext& context() const { return *context_; }
  /// The next frame.
  void send(const Pixmap& pixmap, const Receiver& receive);
  /// Sends what the encoder still holds.
  void flush(const Receiver& receive);

 private:
  void encode(const AVFrame* frame, const Receiver& receive);

  CodecContextPtr context_;
  FrameWriter writer_;
  FramePtr frame_;
  PacketPtr packet_;
  std::int64_t sent_ = 0;
};

}  // namespace lantern
