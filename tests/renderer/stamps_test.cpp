#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "core/base/error.h"
#include "renderer/raster/blend.h"
#include "renderer/raster/stamp_cache.h"
#include "renderer/raster/symbol_drawing.h"
#include "tests/renderer/raster_support.h"

namespace lantern::test::stamps_test {

namespace {

/// A face with every ink, a stroke and a faded layer.
SymbolPtr face() {
  static const SymbolPtr symbol = std::make_shared<Symbol>(
      Symbol{"face",
             {{rounded_rect_path({-0.5, -0.4, 0.5, 0.5}, 0.2), Ink::tint, Ink::none, 0, 1},
              {circle_path({-0.2, 0}, 0.1), Ink::ink, Ink::ground, 0.04, 1},
              {circle_path({0.2, 0}, 0.1), Ink::light, Ink::shade, 0.04, 0.7},
              {polyline_path({{-0.2, 0.25}, {0.2, 0.25}}), Ink::none, Ink::ink, 0.06, 1}}});
  return symbol;
}

/// The same symbol drawn by Cairo at its exact place.
Pixmap drawn_directly(const Instances& dots) {
  Pixmap pixels = draw_fresh(frame_of({}));
  Canvas canvas(pixels);
  const double angle = dots.angle.empty() ? 0 : dots.angle[0];
  const double side = dots.size[0];
  const Affine place =
      Affine::move({dots.x[0], dots.y[0]}) * Affine::turn(angle) * Affine::scale(side, side);
  draw_symbol(canvas, *dots.symbols[0], place, side, dots.outline,
              {dots.color[0], dots.ink, dots.ground}, {0, 0, pixels.width(), pixels.height()});
  return pixels;
}

std::uint32_t over_exactly(std::uint32_t above, std::uint32_t below, double opacity) {
  std::uint32_t result = 0;
  const double alpha = (above >> 24) * opacity;
  for (int shift = 0; shift < 32; shift += 8) {
    const double value =
        ((above >> shift) & 255) * opacity + ((below >> shift) & 255) * (1 - alpha / 255);
    result |= static_cast<std::uint32_t>(std::lround(std::min(value, 255.0))) << shift;
  }
  return result;
}

}  // namespace

TEST_CASE("Blending is Porter-Duff over to the level", "[stamps]") {
  std::mt19937 random(1);
  std::vector<std::uint32_t> source(37 * 5), target(40 * 5);
  for (const unsigned opacity : {0u, 1u, 64u, 128u, 255u, 256u}) {
    for (auto& pixel : source) {
      const std::uint32_t a = random() % 256;
      pixel = a << 24 | (random() % (a + 1)) << 16 | (random() % (a + 1)) << 8 | random() % (a + 1);
    }
    for (auto& pixel : target) pixel = random() | 0xFF000000;
    std::vector<std::uint32_t> result = target;
    blend({source.data(), 37, 37, 5}, opacity, result.data() + 1, 40);
    for (int y = 0; y < 5; ++y) {
      CHECK(result[y * 40] == target[y * 40]);
      CHECK(result[y * 40 + 38] == target[y * 40 + 38]);
      for (int x = 0; x < 37; ++x) {
        const std::uint32_t got = result[y * 40 + 1 + x];
        const std::uint32_t want =
            over_exactly(source[y * 37 + x], target[y * 40 + 1 + x], opacity / 256.0);
        REQUIRE(got >> 24 == 255);
        for (int shift = 0; shift < 24; shift += 8) {
          REQUIRE(std::abs(int((got >> shift) & 255) - int((want >> shift) & 255)) <= 1);
        }
      }
    }
  }
}

TEST_CASE("Blending nothing changes nothing, blending all replaces", "[stamps]") {
  std::vector<std::uint32_t> target{0x00000000, 0xFF123456, 0x80402010, 0xFFFFFFFF};
  const auto before = target;
  const std::vector<std::uint32_t> clear(4, 0), solid(4, 0xFFABCDEF);
  blend({clear.data(), 4, 4, 1}, 256, target.data(), 4);
  CHECK(target == before);
  blend({solid.data(), 4, 4, 1}, 0, target.data(), 4);
  CHECK(target == before);
  blend({solid.data(), 4, 4, 1}, 256, target.data(), 4);
  CHECK(target == solid);
}

TEST_CASE("Stamps look like what Cairo draws", "[stamps]") {
  for (const SymbolPtr& symbol : {disc(), face()}) {
    for (const float size : {3.f, 7.5f, 12.f, 22.f}) {
      for (const double outline : {0.0, 1.0}) {
        for (const float angle : {0.f, 0.7f}) {
          // At one of the phases, so that the place is the same.
          Instances dots = one(symbol, {20.375, 14.75}, size, {0.8, 0.3, 0.1, 1});
          dots.outline = outline;
          if (angle != 0) dots.angle = {angle};
          INFO(symbol->name << ' ' << size << ' ' << outline << ' ' << angle);
          CHECK(largest_difference(draw_fresh(frame_of({make_item("d", dots)})),
                                   drawn_directly(dots)) <= 4);
        }
      }
    }
  }
}

TEST_CASE("Stamps move smoothly", "[stamps]") {
  Point last;
  for (int i = 0; i <= 100; ++i) {
    const Instances dots = one(disc(), {10 + i * 0.1, 10 + i * 0.05}, 7, kBlack);
    const Point center = ink_of(draw_fresh(frame_of({make_item("d", dots)}))).center;
    CHECK(center.x == Approx(10 + i * 0.1).margin(1.0 / 16 + 0.01));
    CHECK(center.y == Approx(10 + i * 0.05).margin(1.0 / 16 + 0.01));
    if (i > 0) {
      CHECK(center.x >= last.x - 1e-3);
      CHECK(center.y >= last.y - 1e-3);
    }
    last = center;
  }
}

TEST_CASE("A symbol fades as a whole", "[stamps]") {
  Instances dots = one(face(), {20, 15}, 20, {0.8, 0.3, 0.1, 1});
  dots.outline = 2;
  const Pixmap full = draw_fresh(frame_of({make_item("d", dots)}));
  dots.opacity = {0.25f};
  const Pixmap faded = draw_fresh(frame_of({make_item("d", dots)}));
  for (int y = 0; y < 30; ++y) {
    for (int x = 0; x < 40; ++x) {
      CHECK(ink_at(faded, x, y) == Approx(ink_at(full, x, y) / 4).margin(1.6 / 255));
    }
  }
}

TEST_CASE("Large symbols are drawn by the same rule", "[stamps]") {
  // Just below and just above the limit, at a place that is also a phase.
  const auto picture = [](float size, float opacity) {
    Instances dots = one(face(), {60, 60}, size, {0.8, 0.3, 0.1, 1}, opacity);
    dots.outline = 1;
    return draw_fresh(frame_of({make_item("d", dots)}, 120, 120));
  };
  for (const float opacity : {1.f, 0.5f}) {
    const InkSum below = ink_of(picture(94.9f, opacity)), above = ink_of(picture(95.1f, opacity));
    CHECK(above.mass == Approx(below.mass).epsilon(0.02));
    CHECK(above.center.x == Approx(below.center.x).margin(0.1));
  }
}

TEST_CASE("Symbols at the border are cut", "[stamps]") {
  for (const Point at : {Point{0, 0}, Point{40, 30}, Point{-4.9, 15}, Point{20, 33.9}}) {
    const Pixmap pixels = draw_fresh(frame_of({make_item("d", one(disc(), at, 10, kBlack))}));
    CHECK(ink_of(pixels).mass < 0.3 * 79);
  }
  CHECK(ink_of(draw_fresh(frame_of({make_item("d", one(disc(), {0, 0}, 10, kBlack))}))).mass ==
        Approx(25 * std::acos(-1.0) / 4).epsilon(0.02));
  CHECK(ink_of(draw_fresh(frame_of({make_item("d", one(disc(), {500, 0}, 10, kBlack))}))).mass ==
        0);
  CHECK(ink_of(draw_fresh(frame_of({make_item("d", one(disc(), {9, 9}, 0, kBlack))}))).mass == 0);
  CHECK(ink_of(draw_fresh(frame_of({make_item("d", one(disc(), {9, 9}, -5, kBlack))}))).mass == 0);
}

TEST_CASE("Colours, sizes and symbols of a list do not mix", "[stamps]") {
  Instances dots;
  dots.symbols = {disc(), face()};
  dots.ink = kBlack;
  dots.ground = kWhite;
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    Instances more = one(disc(), {double(random() % 400) / 10, double(random() % 300) / 10},
                         3 + random() % 5, {(random() % 256) / 255.0, 0.5, (i % 3) / 2.0, 1});
    more.symbol = {static_cast<std::uint16_t>(i % 2)};
    append(dots, more);
  }
  // All at once, and each as an item of its own.
  std::vector<ItemPtr> items;
  for (size_t i = 0; i < dots.count(); ++i) {
    Instances single =
        one(dots.symbols[dots.symbol[i]], {dots.x[i], dots.y[i]}, dots.size[i], dots.color[i]);
    items.push_back(make_item("d", single));
  }
  CHECK(same_pixels(draw_fresh(frame_of({make_item("d", dots)})), draw_fresh(frame_of(items))));
}

TEST_CASE("A full cache is emptied and draws the same again", "[stamps]") {
  StampCache small(20000), large;
  std::vector<Instances> lists;
  for (int i = 0; i < 40; ++i) lists.push_back(one(disc(), {0, 0}, 5 + i % 20, kRed));
  for (const Instances& dots : lists) {
    small.begin(dots);
    large.begin(dots);
    const Stamp& a = small.stamp(small.find(0), 9);
    const Stamp& b = large.stamp(large.find(0), 9);
    REQUIRE(a.width == b.width);
    REQUIRE(a.height == b.height);
    CHECK(std::equal(a.pixels.get(), a.pixels.get() + a.width * a.height, b.pixels.get()));
  }
  CHECK(small.bytes() < 20000 + 10000);
  CHECK(large.bytes() > small.bytes());
}

TEST_CASE("A cache that is emptied within a list still finds the right stamps", "[stamps]") {
  StampCache small(20000), large;
  Instances dots = one(disc(), {0, 0}, 5, kRed);
  for (int i = 1; i < 120; ++i) append(dots, one(disc(), {0, 0}, 5 + i % 40, kRed));
  small.begin(dots);
  large.begin(dots);
  for (size_t i = 0; i < dots.count(); ++i) {
    const StampSet& set = small.find(i);
    REQUIRE(set.look.size == dots.size[i]);
    REQUIRE(small.stamp(small.find(i), 0).width == large.stamp(large.find(i), 0).width);
  }
}

TEST_CASE("Symbols with coordinates that are not numbers are refused", "[stamps]") {
  const auto bad = std::make_shared<Symbol>(
      Symbol{"broken", {{circle_path({std::nan(""), 0}, 0.5), Ink::tint, Ink::none, 0, 1}}});
  CHECK_THROWS_WITH(draw_fresh(frame_of({make_item("d", one(bad, {5, 5}, 5, kRed))})),
                    Catch::Contains("broken"));
}

}  // namespace lantern::test::stamps_test
