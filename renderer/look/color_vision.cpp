#include "renderer/look/color_vision.h"

#include <array>
#include <cmath>

#include "renderer/look/oklab.h"

namespace lantern {
namespace {

using Matrix = std::array<double, 9>;

constexpr Matrix kProtanopia{0.152286, 1.052583,  -0.204868, 0.114503, 0.786281,
                             0.099216, -0.003882, -0.048116, 1.051998};
constexpr Matrix kDeuteranopia{0.367322, 0.860646,  -0.227968, 0.280085, 0.672501,
                               0.047413, -0.011820, 0.042940,  0.968881};
constexpr Matrix kTritanopia{1.255528, -0.076749, -0.178779, -0.078411, 0.930809,
                             0.147602, 0.004733,  0.691367,  0.303900};

Color seen_through(const Matrix& m, const Color& color) {
  const double r = to_light(color.r), g = to_light(color.g), b = to_light(color.b);
  return {from_light(m[0] * r + m[1] * g + m[2] * b), from_light(m[3] * r + m[4] * g + m[5] * b),
          from_light(m[6] * r + m[7] * g + m[8] * b), color.a};
}

}  // namespace

Color as_seen(const Color& color, Vision vision) {
  switch (vision) {
    case Vision::full:
      return color;
    case Vision::protanopia:
      return seen_through(kProtanopia, color);
    case Vision::deuteranopia:
      return seen_through(kDeuteranopia, color);
    case Vision::tritanopia:
      return seen_through(kTritanopia, color);
  }
  return color;
}

double difference(const Color& a, const Color& b) {
  const Oklab x = to_oklab(a), y = to_oklab(b);
  const double l = x.l - y.l, p = x.a - y.a, q = x.b - y.b;
  return std::sqrt(l * l + p * p + q * q);
}

}  // namespace lantern
