#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lantern {

/// A colour in sRGB, not premultiplied; every component in [0, 1].
struct Color {
  double r = 0;
  double g = 0;
  double b = 0;
  double a = 1;

  friend bool operator==(const Color&, const Color&) = default;
};

/// What a script calls no colour at all.
inline constexpr std::string_view kNoColor = "none";

/// What a colour between two others is called: "mix(navy, rose, 0.25)". Its parts may be such too.
std::string mixed_color_name(std::string_view from, std::string_view to, double t);
struct MixedColorName {
  std::string from, to;
  double t = 0;
};
/// Nothing for any other name.
std::optional<MixedColorName> parse_mixed_color(std::string_view name);

/// Reads "#rgb", "#rrggbb" or "#rrggbbaa"; nothing else.
std::optional<Color> parse_hex_color(std::string_view text);

/// "#rrggbb", or "#rrggbbaa" where the colour is not opaque.
std::string to_hex(const Color& color);

/// Straight-line mix in sRGB (what CSS and SVG animation do); `t` in [0, 1].
Color mix(const Color& from, const Color& to, double t);

/// The same colour with its alpha multiplied by `opacity`.
Color faded(Color color, double opacity);

/// Relative luminance of an opaque sRGB colour, 0 to 1, and the contrast ratio of two, 1 to 21
/// (WCAG 2.2).
double luminance(const Color& color);
double contrast(const Color& a, const Color& b);

}  // namespace lantern
