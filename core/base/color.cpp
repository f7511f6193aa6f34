#include "core/base/color.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/number_format.h"
#include "core/base/portable_math.h"
#include "core/base/text.h"

namespace lantern {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

int to_byte(double component) {
  return static_cast<int>(std::lround(component * 255));
}

}  // namespace

std::optional<Color> parse_hex_color(std::string_view text) {
  if (text.empty() || text.front() != '#') return std::nullopt;
  text.remove_prefix(1);
  const bool short_form = text.size() == 3;
  if (!short_form && text.size() != 6 && text.size() != 8) return std::nullopt;
  double parts[4] = {0, 0, 0, 1};
  const size_t width = short_form ? 1 : 2;
  for (size_t i = 0; i * width < text.size(); ++i) {
    const int high = hex_digit(text[i * width]);
    const int low = short_form ? high : hex_digit(text[i * width + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    parts[i] = (high * 16 + low) / 255.0;
  }
  return Color{parts[0], parts[1], parts[2], parts[3]};
}

std::string to_hex(const Color& color) {
  std::string text =
      fmt::format("#{:02x}{:02x}{:02x}", to_byte(color.r), to_byte(color.g), to_byte(color.b));
  if (color.a < 1) text += fmt::format("{:02x}", to_byte(color.a));
  return text;
}

Color mix(const Color& from, const Color& to, double t) {
  const auto lerp = [t](double a, double b) { return a + (b - a) * t; };
  return {lerp(from.r, to.r), lerp(from.g, to.g), lerp(from.b, to.b), lerp(from.a, to.a)};
}

Color faded(Color color, double opacity) {
  color.a *= opacity;
  return color;
}

double luminance(const Color& color) {
  const auto linear = [](double c) {
    return c <= 0.04045 ? c / 12.92 : portable::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

double contrast(const Color& a, const Color& b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

std::string mixed_color_name(std::string_view from, std::string_view to, double t) {
  return "mix(" + std::string(from) + ", " + std::string(to) + ", " + shortest(t) + ")";
}

std::optional<MixedColorName> parse_mixed_color(std::string_view name) {
  constexpr std::string_view kStart = "mix(", kComma = ", ";
  if (!name.starts_with(kStart) || !name.ends_with(')')) return std::nullopt;
  const std::string_view inside = name.substr(kStart.size(), name.size() - kStart.size() - 1);
  const size_t last = inside.rfind(kComma);
  if (last == inside.npos) return std::nullopt;
  const auto t = parse_number(inside.substr(last + kComma.size()));
  int depth = 0;
  for (size_t i = 0; i < last && t; ++i) {
    depth += inside[i] == '(' ? 1 : inside[i] == ')' ? -1 : 0;
    if (depth > 0 || !inside.substr(i).starts_with(kComma)) continue;
    return MixedColorName{std::string(inside.substr(0, i)),
                          std::string(inside.substr(i + kComma.size(), last - i - kComma.size())),
                          *t};
  }
  return std::nullopt;
}

}  // namespace lantern
