#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "renderer/frame/symbols.h"
#include "tests/renderer/raster_support.h"
#include "tests/support/scene.h"

// The drawings of the install as they are seen: small, without colours, on a light and a dark
// ground.

namespace lantern::test::glyph_art_test {
namespace {

const Color kHue{0.83, 0.18, 0.28, 1};
const Color kDarkGround{0.11, 0.13, 0.17, 1};

std::vector<GlyphArt> all_art() {
  const Desk desk{Options{}};
  return load_glyphs(desk);
}

/// The lightness of each pixel of a glyph as large as its picture, 0…1.
std::vector<double> grays_of(const SymbolPtr& symbol, int side, const Color& ground) {
  Instances dots = one(symbol, {side / 2.0, side / 2.0}, side, kHue);
  dots.ground = ground;
  Frame frame = frame_of({make_item("g", dots)}, side, side);
  frame.ground = ground;
  const Pixmap pixels = draw_fresh(frame);
  std::vector<double> out;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const std::uint32_t pixel = pixels.row(y)[x];
      const double red = (pixel >> 16) & 255, green = (pixel >> 8) & 255, blue = pixel & 255;
      out.push_back((0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255);
    }
  }
  return out;
}

/// How far two pictures are apart, 0…1, on average over their pixels.
double distance(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += std::abs(a[i] - b[i]);
  return sum / static_cast<double>(a.size());
}

double gray_of(const Color& color) {
  return 0.2126 * color.r + 0.7152 * color.g + 0.0722 * color.b;
}

/// The share of the pixels that differ from the ground.
double seen(const std::vector<double>& grays, const Color& ground) {
  double count = 0;
  for (const double gray : grays) count += std::abs(gray - gray_of(ground)) > 0.1;
  return count / static_cast<double>(grays.size());
}

}  // namespace

TEST_CASE("cats, dogs and signs are told apart at sixteen pixels in gray", "[glyphs]") {
  std::vector<GlyphArt> chosen;
  for (const GlyphArt& art : all_art()) {
    const bool sign = art.name == "octagon" || art.name.starts_with("sign_");
    if (art.name == "cat" || art.name == "dog" || sign) chosen.push_back(art);
  }
  REQUIRE(chosen.size() >= 11);
  for (const Color& ground : {kWhite, kDarkGround}) {
    for (size_t i = 0; i < chosen.size(); ++i) {
      const auto grays = grays_of(glyph_symbol(chosen[i]), 16, ground);
      for (size_t j = 0; j < i; ++j) {
        INFO(chosen[i].name << " and " << chosen[j].name);
        CHECK(distance(grays, grays_of(glyph_symbol(chosen[j]), 16, ground)) > 0.06);
      }
    }
  }
}

TEST_CASE("every glyph is seen on a light and on a dark ground", "[glyphs]") {
  for (const GlyphArt& art : all_art()) {
    for (const Color& ground : {kWhite, kDarkGround}) {
      INFO(art.name << " on " << gray_of(ground));
      CHECK(seen(grays_of(glyph_symbol(art), 16, ground), ground) > 0.06);
    }
  }
}

TEST_CASE("every mood is another picture", "[glyphs]") {
  size_t moody = 0;
  for (const GlyphArt& art : all_art()) {
    const std::vector<std::string> moods = art.moods();
    if (moods.empty()) continue;
    ++moody;
    for (size_t i = 0; i < moods.size(); ++i) {
      const auto grays = grays_of(glyph_symbol(art, moods[i]), 32, kWhite);
      for (size_t j = 0; j < i; ++j) {
        INFO(art.name << ", " << moods[i] << " and " << moods[j]);
        CHECK(distance(grays, grays_of(glyph_symbol(art, moods[j]), 32, kWhite)) > 0.003);
      }
    }
  }
  CHECK(moody >= 4);
}

}  // namespace lantern::test::glyph_art_test
