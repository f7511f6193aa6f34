#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/spec/film.h"

namespace lantern {

/// A caption as its file has it.
struct TimedCue {
  std::int64_t start = 0, end = 0;  ///< milliseconds; some time lies between them
  std::string text;                 ///< lines without blanks at their ends, none of them empty
};

/// The captions that are seen for a while and say something.
std::vector<TimedCue> timed_cues(const Film& film);

/// A moment as all files of a film give it, a whole number of milliseconds.
std::int64_t milliseconds_of(double seconds);

/// The lines as WebVTT has them: it reads tags and references in cues.
std::string vtt_text(std::string_view text);

/// The lines as SubRip has them. It knows no escapes: a word joiner, which is not seen, stands in
/// what would be a tag (<b>, {\\an8}), an arrow in a line that would be the times of a cue.
std::string srt_text(std::string_view text);

}  // namespace lantern
