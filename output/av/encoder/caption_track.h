#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/spec/film.h"
#include "output/av/encoder/handles.h"

namespace lantern {

/// A sample of a 3GPP timed text track (3GPP TS 26.245), times in milliseconds.
struct CaptionSample {
  std::int64_t start = 0;
  std::int64_t end = 0;
  std::string text;  ///< empty: nothing shows
};

/// The samples of a whole film, one after the other without gaps from 0 to `duration` (seconds).
/// `cues` are in order; where one starts before the last has ended, the last ends there.
std::vector<CaptionSample> caption_samples(const std::vector<Cue>& cues, double duration);

/// What a sample holds in the file: its length in bytes (16 bits, big-endian) and UTF-8.
std::vector<std::uint8_t> sample_bytes(const CaptionSample& sample);

/// Describes a caption track on a picture of that size: white letters, centred at the bottom.
/// The language is one of three letters, or empty.
void describe_caption_track(AVStream& stream, int width, int height, const std::string& language);

}  // namespace lantern
