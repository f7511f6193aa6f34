#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "output/svg/keyframes.h"

namespace lantern::svg {

/// When things happen: frames of a film that starts again after its end has been held.
class Clock {
 public:
  /// `last` is the number of the last frame, which is shown at `duration` (seconds).
  Clock(double fps, int last, double duration, double hold, bool loop)
      : fps_(fps), last_(last), duration_(duration), total_(duration + hold), loop_(loop) {}

  /// The attributes that say how long all of it takes, and whether it starts again.
  std::string run() const;

  /// As a share of the whole, 0…1.
  double share(double frame) const;
  /// A share with as few digits as make it at most `most` seconds too early, and never too late: at
  /// the time of a frame the reader sees that frame.
  std::string written(double share, double most) const;
  int last() const { return last_; }

 private:
  double fps_;
  int last_;
  double duration_;
  double total_;
  bool loop_;
};

/// How a key's numbers are written.
using Format = std::function<std::string(const std::vector<double>&)>;

/// An <animate> of an attribute; empty where there is one key.
std::string animate(std::string_view attribute, const std::vector<Keyframe>& keys,
                    const Clock& clock, const Format& format);

/// An <animateTransform>; `sum`: behind those before it, not instead of them.
std::string animate_transform(std::string_view type, const std::vector<Keyframe>& keys,
                              const Clock& clock, const Format& format, bool sum = false);

/// Frames [first, last).
struct Stretch {
  int first = 0, last = 0;
};

/// Makes an element visible in these stretches only; `start` is what the attribute is without
/// animation. Empty where that is the whole film.
std::string show_in(const std::vector<Stretch>& stretches, const Clock& clock, std::string& start);

/// One number with so many decimals.
Format plain(int decimals);
/// Numbers with a space between them.
Format spaced(int decimals);

}  // namespace lantern::svg
