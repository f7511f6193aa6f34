#include "renderer/paths/cubic.h"

namespace lantern {
namespace {

/// The first part, up to `t`, by de Casteljau.
Cubic first_part(const Cubic& c, double t) {
  const Point a = mix(c[0], c[1], t), b = mix(c[1], c[2], t), d = mix(c[2], c[3], t);
  const Point ab = mix(a, b, t), bd = mix(b, d, t);
  return {c[0], a, ab, mix(ab, bd, t)};
}

Cubic reversed(const Cubic& c) {
  return {c[3], c[2], c[1], c[0]};
}

}  // namespace

Point point_at(const Cubic& curve, double t) {
  return first_part(curve, t)[3];
}

Cubic part_of(const Cubic& curve, double from, double to) {
  const Cubic head = first_part(curve, to);
  const double rest = to > 0 ? 1 - from / to : 0;
  return reversed(first_part(reversed(head), rest));
}

double leaves(const Cubic& curve, const Box& box, bool from_end) {
  constexpr int kSteps = 64, kHalvings = 20;
  const auto at = [&](double t) { return from_end ? 1 - t : t; };
  const auto inside = [&](double t) { return box.contains(point_at(curve, at(t))); };
  if (!inside(0)) return at(0);
  for (int i = 1; i <= kSteps; ++i) {
    double low = (i - 1) / double(kSteps), high = i / double(kSteps);
    if (inside(high)) continue;
    for (int j = 0; j < kHalvings; ++j) (inside((low + high) / 2) ? low : high) = (low + high) / 2;
    return at(high);
  }
  return at(1);
}

}  // namespace lantern
