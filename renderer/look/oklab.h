#pragma once

#include "core/base/color.h"

// OKLab, a space in which equal steps look about equal (Björn Ottosson, "A perceptual color space
// for image processing", 2020; the matrices are his, those of CSS Color 4).

namespace lantern {

/// An sRGB component as an amount of light, 0 to 1, and back.
double to_light(double component);
double from_light(double light);

struct Oklab {
  double l = 0;  ///< lightness, 0 to 1
  double a = 0;  ///< green to red
  double b = 0;  ///< blue to yellow

  friend bool operator==(const Oklab&, const Oklab&) = default;
};

/// The same by chroma and hue.
struct Oklch {
  double l = 0;
  double c = 0;
  double h = 0;  ///< radians
};

/// Of a colour's red, green and blue; its alpha has no place there.
Oklab to_oklab(const Color& color);
Oklch to_oklch(const Oklab& color);
Oklab to_oklab(const Oklch& color);

/// The opaque colour; what sRGB does not have is cut to what it has, component by component.
Color to_color(const Oklab& color);

/// With as much of its chroma as sRGB has at its lightness and hue.
Color to_color_in_gamut(const Oklch& color);

Oklab mix(const Oklab& from, const Oklab& to, double t);

/// A straight way in OKLab; alpha goes evenly. `t` in [0, 1]; the ends are exact.
Color mix_oklab(const Color& from, const Color& to, double t);

}  // namespace lantern
