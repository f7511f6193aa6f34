#include "core/spec/theme.h"

#include <stdexcept>

namespace lantern {

const Color* Theme::find(std::string_view color_name) const {
  for (const auto& [known, color] : colors) {
    if (known == color_name) return &color;
  }
  return nullptr;
}

const Color& Theme::operator[](std::string_view color_name) const {
  if (const Color* color = find(color_name)) return *color;
  throw std::logic_error("no theme colour " + std::string(color_name));
}

double readable(double size, double scale) {
  constexpr double kLeast = 10, kMostGrowth = 1.75;
  return std::max(size, std::min(kLeast / scale, size * kMostGrowth));
}

double asked_size(const Theme& theme, double size) {
  return theme.scale < 1 ? readable(size, theme.scale) : size;
}

const std::vector<std::string_view>& theme_color_names() {
  static const std::vector<std::string_view> kNames{
      "ground", "panel", "ink",  "muted",   "grid", "axis",   "accent", "danger", "blue",
      "sky",    "navy",  "teal", "green",   "lime", "yellow", "sand",   "orange", "peach",
      "coral",  "red",   "rose", "magenta", "plum", "purple", "brown",  "gray"};
  return kNames;
}

}  // namespace lantern
