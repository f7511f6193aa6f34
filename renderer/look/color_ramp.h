#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/color.h"
#include "core/spec/theme.h"

// Colours for numbers.

namespace lantern {

/// Colours at even steps from 0 to 1, and straight ways in OKLab between them. At least one.
struct Ramp {
  std::vector<Color> stops;

  friend bool operator==(const Ramp&, const Ramp&) = default;
};

/// `t` below 0 and above 1 is as its end; missing is as 0.
Color color_at(const Ramp& ramp, double t);

/// The ramp's colours at so many even steps, both ends included: for many numbers at once.
std::vector<Color> ramp_table(const Ramp& ramp, size_t count);

/// A ramp by its name. Its lightness goes one way all along (of a diverging one: out from its
/// middle on both sides alike), from near the theme's ground to far from it, so that it can be read
/// without its hues too.
struct RampKind {
  std::string_view name;
  std::string_view doc;
  /// Names of the theme, from light to dark; of a diverging one, the hues of its two sides.
  std::vector<std::string_view> hues;
  bool diverging = false;
};

/// All, sorted by name. Each hue of the theme names one as well: that hue alone.
std::span<const RampKind> ramp_kinds();

/// The names of those that are meant for numbers without a middle and with one, where a scene
/// names none.
constexpr std::string_view kSequentialRamp = "deep", kDivergingRamp = "balance";

/// Nothing where neither a ramp nor one of the theme's colours has the name.
std::optional<Ramp> named_ramp(const Theme& theme, std::string_view name);

/// From hues of the theme; see `RampKind`. At least one.
Ramp sequential_ramp(const Theme& theme, std::span<const std::string_view> hues);
Ramp diverging_ramp(const Theme& theme, std::string_view low, std::string_view high);

}  // namespace lantern
