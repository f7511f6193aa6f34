#include "renderer/look/color_ramp.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "renderer/look/oklab.h"

namespace lantern {
namespace {

constexpr int kStops = 9;  // of a ramp that is made; each half of a diverging one

const std::vector<RampKind>& all_ramps() {
  static const std::vector<RampKind> kRamps{
      {"balance",
       "Blue, the ground, orange: for numbers on both sides of a middle.",
       {"blue", "orange"},
       true},
      {"deep",
       "Sand to teal to navy: for numbers that are more or less.",
       {"sand", "teal", "navy"}},
      {"ember", "Yellow to red to plum.", {"yellow", "orange", "red", "plum"}},
      {"meadow", "Lime to green to navy.", {"lime", "green", "navy"}},
      {"orchid", "Purple, the ground, green: two sides.", {"purple", "green"}, true},
      {"poles", "Teal, the ground, magenta: two sides.", {"teal", "magenta"}, true},
      {"twilight", "Peach to magenta to purple to navy.", {"peach", "magenta", "purple", "navy"}}};
  return kRamps;
}

/// From near the ground to far from it.
struct Lightness {
  double near, far;

  double at(double t) const { return near + (far - near) * t; }
};

/// Numbers that are hardly anything still show on the ground.
Lightness lightness_on(const Theme& theme) {
  const double ground = to_oklab(theme["ground"]).l;
  return ground > 0.5 ? Lightness{ground - 0.065, 0.36} : Lightness{ground + 0.1, 0.93};
}

/// The shorter way around.
double mix_hue(double from, double to, double t) {
  return from + std::remainder(to - from, 2 * std::numbers::pi) * t;
}

Oklch mix_lch(const Oklch& from, const Oklch& to, double t) {
  return {from.l + (to.l - from.l) * t, from.c + (to.c - from.c) * t, mix_hue(from.h, to.h, t)};
}

Oklch hue_at(const std::vector<Oklch>& hues, double t) {
  const double place = t * double(hues.size() - 1);
  const size_t i = std::min(size_t(place), hues.size() - 1);
  return i + 1 < hues.size() ? mix_lch(hues[i], hues[i + 1], place - double(i)) : hues.back();
}

std::vector<Oklch> hues_of(const Theme& theme, std::span<const std::string_view> names) {
  std::vector<Oklch> out;
  for (const std::string_view name : names) out.push_back(to_oklch(to_oklab(theme[name])));
  return out;
}

/// One end keeps a hint of its hue, the other does not glow.
double chroma_share(double t) {
  return 0.3 + 0.7 * std::min(1.0, t * 2.2);
}

}  // namespace

Color color_at(const Ramp& ramp, double t) {
  const size_t last = ramp.stops.size() - 1;
  if (!(t > 0) || last == 0) return ramp.stops.front();
  if (t >= 1) return ramp.stops.back();
  const double place = t * double(last);
  const size_t i = std::min(size_t(place), last - 1);
  return mix_oklab(ramp.stops[i], ramp.stops[i + 1], place - double(i));
}

std::vector<Color> ramp_table(const Ramp& ramp, size_t count) {
  std::vector<Oklab> stops;
  for (const Color& stop : ramp.stops) stops.push_back(to_oklab(stop));
  std::vector<Color> out;
  for (size_t i = 0; i < count; ++i) {
    const double place = count > 1 ? double(i) / double(count - 1) * double(stops.size() - 1) : 0;
    const size_t before = std::min(size_t(place), stops.size() - 1);
    const double share = place - double(before);
    if (share == 0) {
      out.push_back(ramp.stops[before]);
      continue;
    }
    out.push_back(to_color(mix(stops[before], stops[before + 1], share)));
    const double alpha = ramp.stops[before].a;
    out.back().a = alpha + (ramp.stops[before + 1].a - alpha) * share;
  }
  return out;
}

std::span<const RampKind> ramp_kinds() {
  return all_ramps();
}

Ramp sequential_ramp(const Theme& theme, std::span<const std::string_view> hues) {
  std::vector<Oklch> colors = hues_of(theme, hues);
  const Lightness lightness = lightness_on(theme);
  // Yellows and sands are light by nature: they go where the ramp is light.
  if (lightness.far > lightness.near) std::reverse(colors.begin(), colors.end());
  Ramp out;
  for (int i = 0; i < kStops; ++i) {
    const double t = double(i) / (kStops - 1);
    const Oklch hue = hue_at(colors, t);
    out.stops.push_back(to_color_in_gamut({lightness.at(t), hue.c * chroma_share(t), hue.h}));
  }
  return out;
}

Ramp diverging_ramp(const Theme& theme, std::string_view low, std::string_view high) {
  const std::string_view names[] = {low, high};
  const std::vector<Oklch> hues = hues_of(theme, names);
  const Lightness all = lightness_on(theme);
  const Lightness lightness{all.near, all.at(0.82)};  // both ends keep their hues
  Ramp out;
  for (int i = 1 - kStops; i < kStops; ++i) {
    const double t = std::abs(double(i)) / (kStops - 1);
    const Oklch& hue = hues[i > 0];
    out.stops.push_back(
        to_color_in_gamut({lightness.at(t), hue.c * std::min(1.0, t * 1.5), hue.h}));
  }
  return out;
}

std::optional<Ramp> named_ramp(const Theme& theme, std::string_view name) {
  for (const RampKind& kind : all_ramps()) {
    if (kind.name != name) continue;
    return kind.diverging ? diverging_ramp(theme, kind.hues[0], kind.hues[1])
                          : sequential_ramp(theme, kind.hues);
  }
  if (!theme.find(name)) return std::nullopt;
  return sequential_ramp(theme, std::span(&name, 1));
}

}  // namespace lantern
