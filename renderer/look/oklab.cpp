#include "renderer/look/oklab.h"

#include <algorithm>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

struct Light {
  double r, g, b;
};

Light light_of(const Oklab& color) {
  const double l = color.l + 0.3963377774 * color.a + 0.2158037573 * color.b;
  const double m = color.l - 0.1055613458 * color.a - 0.0638541728 * color.b;
  const double s = color.l - 0.0894841775 * color.a - 1.2914855480 * color.b;
  const double l3 = l * l * l, m3 = m * m * m, s3 = s * s * s;
  return {4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
          -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
          -0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3};
}

bool is_shown(const Light& light) {
  constexpr double kRounding = 1e-4;  // of conversions there and back
  const auto within = [](double c) { return c >= -kRounding && c <= 1 + kRounding; };
  return within(light.r) && within(light.g) && within(light.b);
}

double cube_root(double x) {
  return x <= 0 ? 0 : portable::pow(x, 1.0 / 3);
}

}  // namespace

double to_light(double component) {
  return component <= 0.04045 ? component / 12.92 : portable::pow((component + 0.055) / 1.055, 2.4);
}

double from_light(double light) {
  const double x = std::clamp(light, 0.0, 1.0);
  return x <= 0.0031308 ? x * 12.92 : 1.055 * portable::pow(x, 1 / 2.4) - 0.055;
}

Oklab to_oklab(const Color& color) {
  const double r = to_light(color.r), g = to_light(color.g), b = to_light(color.b);
  const double l = cube_root(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const double m = cube_root(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const double s = cube_root(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

Oklch to_oklch(const Oklab& color) {
  return {color.l, portable::hypot(color.a, color.b), portable::atan2(color.b, color.a)};
}

Oklab to_oklab(const Oklch& color) {
  return {color.l, color.c * portable::cos(color.h), color.c * portable::sin(color.h)};
}

Color to_color(const Oklab& color) {
  const Light light = light_of(color);
  return {from_light(light.r), from_light(light.g), from_light(light.b), 1};
}

Color to_color_in_gamut(const Oklch& color) {
  if (is_shown(light_of(to_oklab(color)))) return to_color(to_oklab(color));
  double least = 0, most = color.c;
  for (int i = 0; i < 24; ++i) {
    const double c = (least + most) / 2;
    (is_shown(light_of(to_oklab(Oklch{color.l, c, color.h}))) ? least : most) = c;
  }
  return to_color(to_oklab(Oklch{color.l, least, color.h}));
}

Oklab mix(const Oklab& from, const Oklab& to, double t) {
  return {from.l + (to.l - from.l) * t, from.a + (to.a - from.a) * t, from.b + (to.b - from.b) * t};
}

Color mix_oklab(const Color& from, const Color& to, double t) {
  if (t <= 0 || from == to) return from;
  if (t >= 1) return to;
  Color out = to_color(mix(to_oklab(from), to_oklab(to), t));
  out.a = from.a + (to.a - from.a) * t;
  return out;
}

}  // namespace lantern
