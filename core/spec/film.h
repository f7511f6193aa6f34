#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/rational.h"
#include "core/record/rich_text.h"

namespace lantern {

/// A named stretch of the film, half-open: [start, end) in seconds.
struct Section {
  std::string name;
  double start = 0;
  double end = 0;
};

/// One caption, shown over [start, end) in seconds. Its text is final: holes are filled in.
struct Cue {
  double start = 0;
  double end = 0;
  std::string text;  ///< its words alone
  RichText spans{};  ///< as it is drawn
};

/// What a scene amounts to in time. Frame n of `frames` shows the state at n / fps, except the
/// last one, which shows the end state.
struct Film {
  std::string title;  ///< its words alone
  RichText title_spans;
  std::string description;
  Rational fps;
  double duration = 0;
  bool transparent = false;       ///< the canvas has no ground of its own
  bool loop = true;               ///< starts again, in formats that play by themselves
  double hold = 1.5;              ///< seconds that its end is held before it does
  double poster = 0;              ///< seconds: the moment whose picture stands for the film
  std::optional<double> first{};  ///< seconds: what pictures that move by themselves begin with
  std::string language{};         ///< of its texts, as BCP 47 has it; empty: not said
  std::int64_t frames = 1;
  std::vector<Section> sections;
  std::vector<double> pauses;
  std::vector<Cue> cues;

  /// The moment that frame `n` shows, in seconds; `n` in [0, frames).
  double time_of(std::int64_t n) const {
    if (n == frames - 1) return duration;
    return static_cast<double>(n * fps.den) / static_cast<double>(fps.num);
  }
};

}  // namespace lantern
