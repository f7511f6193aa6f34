#pragma once

#include <memory>

#include "output/film/sink.h"

namespace lantern {

/// A film as MP4: H.264 High, yuv420p, BT.709 in limited range, the index in front. Odd sides are
/// padded by a pixel. Sections become chapters; cues become a track where the request says so.
std::unique_ptr<Sink> make_mp4_sink(const SinkRequest& request);
/// VP9 in WebM, with alpha where the canvas is transparent.
std::unique_ptr<Sink> make_webm_sink(const SinkRequest& request);
/// An animated PNG, with alpha where the canvas is transparent.
std::unique_ptr<Sink> make_apng_sink(const SinkRequest& request);

}  // namespace lantern
