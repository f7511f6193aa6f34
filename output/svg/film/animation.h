#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "output/svg/film/keyframes.h"

namespace lantern::svg {

/// Frames [first, last).
struct Stretch {
  int first = 0, last = 0;
};

/// When things happen: frames of a film that starts again after its end has been held.
class Clock {
 public:
  /// `last` is the number of the last frame, which is shown at `duration` (seconds). All of it
  /// takes whole milliseconds, as it is written.
  Clock(double fps, int last, double duration, double hold, bool loop);

  /// The same frames for animations that run in this stretch only. All of the film is no stretch.
  Clock within(const Stretch& stretch) const;

  bool whole() const;

  /// The attributes that say how long its animations take, and whether they start again.
  const std::string& run() const { return run_; }

  /// As a share of all the time that its animations take, 0…1.
  double share(double frame) const;
  /// A share with as few digits as make it at most `most` seconds too early, and never too late: at
  /// the time of a frame the reader sees that frame.
  std::string written(double share, double most) const;

  /// The instant at which what jumps at a frame does so, for everything that jumps there: the
  /// frame's time or up to a millisecond before it.
  int milliseconds(double frame) const;
  /// The same as a key time.
  std::string written_jump(double frame) const;
  /// The attributes of a <set> that holds from one frame to another; behind the last one: to the
  /// end. It counts from the start of the loop, which `beat` tells it.
  std::string between(double from, double to) const;
  /// Whether what ends at this frame may end in the instant in which the loop starts again. WebKit
  /// keeps such a thing as it was at its end until it begins once more: it has to be an animation
  /// that runs all the time.
  bool ends_with_loop(double frame) const;
  /// An element that begins anew with each loop; empty where nothing in `body` counts from it.
  std::string beat(std::string_view body) const;
  int last() const { return last_; }
  /// How many frames the last one comes after the one before it.
  double last_step() const { return duration_ * fps_ - (last_ - 1); }

 private:
  double seconds(double frame) const;

  double fps_;
  int last_;
  double duration_;
  double end_;  // of the film with its hold
  bool loop_;
  double begin_ = 0, total_;  // seconds, of its animations
  std::string run_;
};

/// How a key's numbers are written.
using Format = std::function<std::string(const std::vector<double>&)>;

/// A <set> of an attribute; `timing` are the attributes that say when.
std::string set(std::string_view name, std::string_view value, std::string_view timing);

/// An <animate> of an attribute; empty where there is one key.
std::string animate(std::string_view name, const std::vector<Keyframe>& keys, const Clock& clock,
                    const Format& format);

/// An <animateTransform>; `sum`: behind those before it, not instead of them.
std::string animate_transform(std::string_view type, const std::vector<Keyframe>& keys,
                              const Clock& clock, const Format& format, bool sum = false);

/// What holds from a frame on.
struct Held {
  double frame = 0;
  std::string value;
};

/// Animates an attribute whose value without animation is the first one, at frame 0. Where it is
/// rarely another one, and not at the loop's end, elements that are idle until then cost the least:
/// a browser works on everything that runs, at every frame.
std::string jumping(std::string_view name, const std::vector<Held>& jumps, const Clock& clock);

/// The keys at which something else holds, where it only ever jumps; else nothing.
std::vector<Keyframe> jumps_of(const std::vector<Keyframe>& keys);

/// Makes an element visible in these stretches only; `start` is what the attribute is without
/// animation. Empty where that is the whole film.
std::string show_in(const std::vector<Stretch>& stretches, const Clock& clock, std::string& start);

/// One number with so many decimals.
Format plain(int decimals);
/// Numbers with a space between them.
Format spaced(int decimals);

}  // namespace lantern::svg
