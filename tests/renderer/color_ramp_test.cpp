#include "renderer/look/color_ramp.h"

#include <cmath>

#include <catch2/catch.hpp>

#include "cli/project/project.h"
#include "config/resources/resources.h"
#include "renderer/look/color_vision.h"
#include "renderer/look/oklab.h"

namespace lantern::test::color_ramp_test {
namespace {

void same(const Oklab& is, const Oklab& should) {
  CHECK(is.l == Approx(should.l).margin(2e-4));
  CHECK(is.a == Approx(should.a).margin(2e-4));
  CHECK(is.b == Approx(should.b).margin(2e-4));
}

constexpr Vision kVisions[] = {Vision::full, Vision::protanopia, Vision::deuteranopia,
                               Vision::tritanopia};

}  // namespace

TEST_CASE("colours in OKLab are those of CSS Color 4", "[look][ramp]") {
  same(to_oklab(*parse_hex_color("#ffffff")), {1, 0, 0});
  same(to_oklab(*parse_hex_color("#000000")), {0, 0, 0});
  same(to_oklab(*parse_hex_color("#ff0000")), {0.62796, 0.22486, 0.12585});
  same(to_oklab(*parse_hex_color("#00ff00")), {0.86644, -0.23389, 0.17950});
  same(to_oklab(*parse_hex_color("#0000ff")), {0.45201, -0.03246, -0.31153});
  for (const char* hex : {"#2b6fd6", "#e87722", "#fbf8f1", "#010203"}) {
    const Color color = *parse_hex_color(hex);
    CHECK(to_hex(to_color(to_oklab(color))) == hex);
    CHECK(to_hex(to_color_in_gamut(to_oklch(to_oklab(color)))) == hex);
  }
}

TEST_CASE("what sRGB does not have keeps its lightness and hue", "[look][ramp]") {
  const Oklch wanted{0.9, 0.4, 4.5};
  const Oklch got = to_oklch(to_oklab(to_color_in_gamut(wanted)));
  CHECK(got.l == Approx(0.9).margin(0.002));
  CHECK(std::remainder(got.h - wanted.h, 6.283185307179586) == Approx(0).margin(0.02));
  CHECK(got.c < 0.1);
}

TEST_CASE("a way between two colours goes through none that is darker than both", "[look][ramp]") {
  const Color ink = *parse_hex_color("#20242c"), orange = *parse_hex_color("#e87722");
  CHECK(mix_oklab(ink, orange, 0) == ink);
  CHECK(mix_oklab(ink, orange, 1) == orange);
  const Oklab half = to_oklab(mix_oklab(ink, orange, 0.5));
  CHECK(half.l == Approx((to_oklab(ink).l + to_oklab(orange).l) / 2).margin(1e-3));
}

TEST_CASE("a ramp has its stops at even steps, and ends", "[look][ramp]") {
  const Ramp ramp{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
  CHECK(color_at(ramp, -3) == ramp.stops[0]);
  CHECK(color_at(ramp, 0.5) == ramp.stops[1]);
  CHECK(color_at(ramp, 7) == ramp.stops[2]);
  CHECK(color_at(ramp, std::nan("")) == ramp.stops[0]);
  CHECK(ramp_table(ramp, 5)[3] == color_at(ramp, 0.75));
  CHECK(color_at(Ramp{{{0, 1, 0}}}, 0.4) == Color{0, 1, 0});
}

TEST_CASE("named ramps can be read by lightness alone, whoever sees them", "[look][ramp]") {
  for (const std::string& name : list_themes(find_resources())) {
    const Theme theme = load_theme(find_resources(), name);
    for (const RampKind& kind : ramp_kinds()) {
      INFO(name << " " << kind.name);
      const Ramp ramp = *named_ramp(theme, kind.name);
      const double from = kind.diverging ? 0.5 : 0;
      for (const Vision vision : kVisions) {
        const auto seen = [&](double t) { return as_seen(color_at(ramp, t), vision); };
        const double ground = to_oklab(theme["ground"]).l;
        double last = std::fabs(to_oklab(seen(from)).l - ground);
        CHECK(last > 0.03);
        for (double t = from + 0.05; t < 1.001; t += 0.05) {
          const double next = std::fabs(to_oklab(seen(t)).l - ground);
          CHECK(next > last);
          last = next;
        }
      }
    }
    CHECK(named_ramp(theme, "teal"));
    CHECK(!named_ramp(theme, "nothing"));
  }
}

TEST_CASE("the two sides of a diverging ramp differ, whoever sees them", "[look][ramp]") {
  for (const std::string& name : list_themes(find_resources())) {
    const Theme theme = load_theme(find_resources(), name);
    const Ramp ramp = *named_ramp(theme, kDivergingRamp);
    for (const Vision vision : kVisions) {
      INFO(name << " " << int(vision));
      CHECK(difference(as_seen(ramp.stops.front(), vision), as_seen(ramp.stops.back(), vision)) >
            0.12);
    }
  }
}

}  // namespace lantern::test::color_ramp_test
