#pragma once

#include <vector>

#include "renderer/raster/pixmap.h"

namespace lantern {

/// Finds flashes as WCAG 2.2 defines them (success criterion 2.3.1, "general flash"): pairs of
/// opposing changes in relative luminance of 0.1 or more, the darker one below 0.8, over an area of
/// a fortieth of the picture or more. (21,824 of 1024 × 768 pixels are 2.8 %.)
class FlashMeter {
 public:
  /// The next picture and when it is shown, in seconds. All have the same size.
  void add(const Pixmap& pixmap, double time);
  /// The most flashes in any second.
  double most() const { return most_; }
  /// When that second begins.
  double at() const { return at_; }

 private:
  std::vector<float> extreme_;    // luminance at the last turn, one a pixel
  std::vector<signed char> way_;  // where it has gone since: 1 up, −1 down, 0 nowhere
  std::vector<double> changes_;   // times at which so large an area turned
  int last_way_ = 0;
  double most_ = 0, at_ = 0;
};

}  // namespace lantern
