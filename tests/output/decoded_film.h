#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/rational.h"

namespace lantern::test {

struct DecodedFrame {
  double time = 0;  ///< seconds
  bool key = false;
  std::vector<std::uint8_t> y, u, v;  ///< without padding of rows
};

struct DecodedCue {
  double start = 0;
  double end = 0;
  std::string text;
};

struct DecodedChapter {
  double start = 0;
  double end = 0;
  std::string title;
};

struct DecodedFilm {
  int width = 0;
  int height = 0;
  Rational fps;
  double duration = 0;
  bool is_tagged_bt709 = false;  ///< matrix, primaries and transfer, limited range
  std::vector<DecodedFrame> frames;
  bool has_captions = false;
  bool captions_are_default = false;
  std::vector<DecodedCue> cues;
  std::vector<DecodedChapter> chapters;
  std::string title;
  std::string description;
};

/// Reads a whole film with FFmpeg's libraries.
DecodedFilm decode_film(const std::string& path);

}  // namespace lantern::test
