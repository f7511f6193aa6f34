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
  /// Whether it shows what the frame before it shows, which then goes on.
  bool goes_on(const Pixmap& pixmap);
  void write(const Pixmap& pixmap, std::int64_t number, const Receiver& receive);
  void encode(const AVFrame* frame, const Receiver& receive);

  CodecContextPtr context_;
  FrameWriter writer_;
  FramePtr frame_;
  PacketPtr packet_;
  bool long_frames_;
  std::int64_t frames_ = 0;  ///< so far
  Pixmap latest_;            ///< where frames may be long
  bool left_out_ = false;    ///< the latest frame was not sent
};

}  // namespace lantern
