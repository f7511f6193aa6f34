#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include <catch2/catch.hpp>

#include "config/resources/resources.h"
#include "renderer/look/color_vision.h"
#include "renderer/look/look.h"
#include "renderer/look/oklab.h"

// What a scene may count on in every theme.

namespace lantern::test::theme_test {
namespace {

constexpr Vision kVisions[] = {Vision::full, Vision::protanopia, Vision::deuteranopia,
                               Vision::tritanopia};

/// How far apart two colours look to those who tell them apart least.
double least_difference(const Color& a, const Color& b) {
  double least = 1;
  for (const Vision vision : kVisions) {
    least = std::min(least, difference(as_seen(a, vision), as_seen(b, vision)));
  }
  return least;
}

struct Hue {
  const char* name;
  double degrees;  // in OKLab
};

constexpr Hue kHues[] = {{"blue", 258},  {"sky", 231},     {"navy", 266},  {"teal", 188},
                         {"green", 149}, {"lime", 120},    {"yellow", 88}, {"sand", 73},
                         {"orange", 55}, {"peach", 38},    {"coral", 30},  {"red", 19},
                         {"rose", 0},    {"magenta", 353}, {"plum", 331},  {"purple", 293},
                         {"brown", 54}};

}  // namespace

TEST_CASE("letters of every theme can be read on what they stand on", "[look][theme]") {
  const Meanings none;
  for (const std::string& name : list_themes(find_resources())) {
    const Theme theme = load_theme(find_resources(), name);
    const Look look(theme, none, {});
    const Font label{theme.family, theme.label.size, theme.label.weight, false};
    for (const char* below : {"ground", "panel"}) {
      INFO(name << " on " << below);
      CHECK(contrast(theme["ink"], theme[below]) >= 7);
      CHECK(contrast(theme["muted"], theme[below]) >= 4.5);
      CHECK(contrast(look.for_text(theme["accent"], label, theme[below]), theme[below]) >= 4.5);
      CHECK(contrast(look.for_text(theme["danger"], label, theme[below]), theme[below]) >= 4.5);
    }
    for (const Hue& hue : kHues) {
      INFO(name << " " << hue.name);
      const Color& color = theme[hue.name];
      CHECK(contrast(color, theme["ground"]) >= 1.7);
      CHECK(contrast(look.for_text(color, label), theme["ground"]) >= 4.5);
      CHECK(contrast(look.letters_on(color), color) >= 3.5);
    }
    INFO(name);
    CHECK(contrast(theme["grid"], theme["ground"]) < 1.3);
    CHECK(contrast(theme["axis"], theme["ground"]) >= 4.5);
  }
}

TEST_CASE("hues of every theme are what their names say", "[look][theme]") {
  for (const std::string& name : list_themes(find_resources())) {
    const Theme theme = load_theme(find_resources(), name);
    for (const Hue& hue : kHues) {
      INFO(name << " " << hue.name);
      const double is = to_oklch(to_oklab(theme[hue.name])).h;
      const double away =
          std::remainder(is - hue.degrees * std::numbers::pi / 180, 2 * std::numbers::pi);
      CHECK(std::abs(away) < 22 * std::numbers::pi / 180);
    }
    CHECK(to_oklch(to_oklab(theme["gray"])).c < 0.04);
  }
}

TEST_CASE("the first hues of every theme differ, whoever sees them", "[look][theme]") {
  for (const std::string& name : list_themes(find_resources())) {
    const Theme theme = load_theme(find_resources(), name);
    REQUIRE(theme.sequence.size() >= 10);
    for (size_t i = 0; i < 6; ++i) {
      const Color& color = theme[theme.sequence[i]];
      if (i < 3) CHECK(difference(color, theme["ink"]) > 0.15);
      for (size_t j = 0; j < i; ++j) {
        INFO(name << ": " << theme.sequence[i] << ", " << theme.sequence[j]);
        CHECK(least_difference(color, theme[theme.sequence[j]]) > (i < 3 ? 0.115 : 0.085));
      }
    }
  }
}

TEST_CASE("pairs of hues that scenes use differ, whoever sees them", "[look][theme]") {
  constexpr std::pair<const char*, const char*> kPairs[] = {
      {"magenta", "sky"},    {"magenta", "blue"},  {"magenta", "orange"}, {"magenta", "teal"},
      {"magenta", "purple"}, {"blue", "orange"},   {"blue", "teal"},      {"blue", "rose"},
      {"blue", "coral"},     {"blue", "yellow"},   {"blue", "red"},       {"sky", "orange"},
      {"orange", "teal"},    {"orange", "purple"}, {"orange", "yellow"},  {"orange", "green"},
      {"green", "purple"},   {"green", "blue"},    {"green", "red"},      {"red", "teal"}};
  for (const std::string& name : list_themes(find_resources())) {
    const Theme theme = load_theme(find_resources(), name);
    for (const auto& [a, b] : kPairs) {
      INFO(name << ": " << a << ", " << b);
      CHECK(least_difference(theme[a], theme[b]) > 0.07);
    }
  }
}

}  // namespace lantern::test::theme_test
