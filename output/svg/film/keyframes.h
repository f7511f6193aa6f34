#pragma once

#include <vector>

namespace lantern::svg {

/// The values of something at the frames first, first + 1, …; each has as many numbers.
struct Samples {
  int first = 0;
  std::vector<std::vector<double>> values;
};

/// A cubic Bézier curve of progress over time from (0, 0) to (1, 1), its control points at a third
/// and two thirds of the time: every polynomial of the third degree is one (SMIL's keySplines).
struct Spline {
  double y1 = 1.0 / 3, y2 = 2.0 / 3;
  bool linear = true;

  double at(double t) const {
    const double u = 1 - t;
    return 3 * t * u * u * y1 + 3 * t * t * u * y2 + t * t * t;
  }
};

/// A value at a frame, and how it is left. Two keys of the same frame are a jump.
struct Keyframe {
  double frame = 0;
  std::vector<double> value;
  Spline way;  ///< to the next key
};

/// As few keys as follow the samples within `tolerance` in every number: splines where they fit,
/// straight lines otherwise. A change by more than `jump` in one frame, where nothing moves before
/// and after, happens at once. Constant samples give one key. The last sample is `last_step` frames
/// after the one before it.
std::vector<Keyframe> keyframes(const Samples& samples, double tolerance, double jump,
                                double last_step = 1);

/// The value between keys, as a browser finds it.
std::vector<double> value_at(const std::vector<Keyframe>& keys, double frame);

}  // namespace lantern::svg
