#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "output/av/encoder/film_encoder.h"
#include "output/av/encoder/handles.h"

namespace lantern {

/// How a film is coded, and in what it is wrapped.
struct Codec {
  std::string_view name;       ///< as FilmEncoderSettings has it
  std::string_view encoder;    ///< FFmpeg's
  std::string_view container;  ///< FFmpeg's muxer
  AVPixelFormat opaque;
  AVPixelFormat alpha;  ///< AV_PIX_FMT_NONE: it cannot
  bool captions;        ///< the container holds a track of them
  bool yuv;             ///< pixels are YUV of BT.709, else RGB
  bool even_sides;      ///< odd ones are padded by a pixel
  bool long_frames;     ///< what does not change is one frame, for as long as that is
  /// Sets the encoder's options. Throws RuntimeError for settings that it does not know.
  void (*set_options)(const FilmEncoderSettings& settings, Dictionary& options);
  /// Sets the muxer's options.
  void (*set_muxer)(const FilmEncoderSettings& settings, Dictionary& options);
  /// Adds to the complete file what the muxer cannot write; null where there is nothing.
  void (*complete)(const FilmEncoderSettings& settings);
};

/// Throws RuntimeError where there is none of that name.
const Codec& find_codec(std::string_view name);

}  // namespace lantern
