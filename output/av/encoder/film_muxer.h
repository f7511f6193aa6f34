#pragma once

#include "output/av/encoder/codecs.h"
#include "output/av/encoder/film_encoder.h"
#include "output/av/encoder/handles.h"

namespace lantern {

/// Writes a film's file: one video track, chapters, and, in MP4, a track of captions where there
/// are cues. Errors as with FilmEncoder.
class FilmMuxer {
 public:
  FilmMuxer(const FilmEncoderSettings& settings, const AVCodecContext& video);

  /// The next packet of the video, its times counted in frames. The muxer may change it.
  void write_video(AVPacket& packet);
  /// Completes the file and moves its index to the front.
  void finish();

 private:
  void write_captions();

  FilmEncoderSettings settings_;
  const Codec& codec_;
  bool has_captions_;
  FormatContextPtr context_;
  AVRational frame_time_;
};

}  // namespace lantern
