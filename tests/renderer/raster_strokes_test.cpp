#include <catch2/catch.hpp>
#include <cmath>

#include "core/base/error.h"
#include "renderer/raster/crisp.h"
#include "tests/renderer/raster_support.h"

namespace lantern::test::raster_strokes_test {

TEST_CASE("Crisp lines are one pixel wide wherever they lie", "[raster]") {
  for (const double at : {10.0, 10.2, 10.5, 10.7, 10.99}) {
    const Pixmap pixels =
        draw_fresh(frame_of({stroked("v", line({at, 5.3}, {at, 25.1}), {kBlack, 1}, true)}));
    INFO(at);
    CHECK(ink_of(pixels).mass == 20);  // 20 whole pixels, none in part
    const int x = static_cast<int>(std::floor(ink_of(pixels).center.x));
    CHECK(ink_at(pixels, x, 15) == 1);
    CHECK(std::abs(x + 0.5 - at) <= 0.5);
  }
  // Thin lines do not vanish; wide ones have a whole number of pixels.
  const auto mass = [](double width) {
    return ink_of(draw_fresh(
                      frame_of({stroked("h", line({5, 10.3}, {25, 10.3}), {kBlack, width}, true)})))
        .mass;
  };
  CHECK(mass(0.2) == 20);
  CHECK(mass(1.4) == 20);
  CHECK(mass(1.6) == 40);
  CHECK(mass(3) == 60);
  CHECK(mass(0) == 0);
}

TEST_CASE("Crisp rectangles fill whole pixels", "[raster]") {
  const auto mass = [](const Box& box) {
    PathShape shape;
    shape.path = rect_path(box);
    shape.fill = kBlack;
    shape.crisp = true;
    return ink_of(draw_fresh(frame_of({make_item("r", shape)}))).mass;
  };
  CHECK(mass({10.3, 10.4, 20.3, 20.4}) == 100);
  CHECK(mass({10.6, 10.4, 20.6, 20.4}) == 100);
  CHECK(mass({10.3, 10.51, 20.3, 11.49}) == 10);  // both edges round to the same: still there
  CHECK(mass({10.3, 10.3, 20.3, 10.35}) == 0);
}

TEST_CASE("Crisp outlines meet in their corners", "[raster]") {
  PathShape shape;
  shape.path = rect_path({5.3, 5.3, 15.6, 12.4});
  shape.stroke = Stroke{kBlack, 1, Cap::butt, Join::miter};
  shape.crisp = true;
  const Pixmap pixels = draw_fresh(frame_of({make_item("r", shape)}));
  CHECK(ink_at(pixels, 5, 5) == 1);
  CHECK(ink_at(pixels, 15, 5) == 1);
  CHECK(ink_at(pixels, 15, 12) == 1);
  CHECK(ink_of(pixels).mass == 2 * 11 + 2 * 6);
}

TEST_CASE("Crisp leaves curves and slanted lines where they are", "[raster]") {
  Path path = circle_path({10.3, 10.3}, 5.2);
  path.append(line({0.3, 0.3}, {7.7, 9.1}));
  const Path before = path;
  Stroke stroke{kBlack, 1.2};
  make_crisp(path, &stroke);
  CHECK(path == before);

  // A rounded rectangle: straight sides move, and the corners with them.
  Path rounded = rounded_rect_path({5.3, 5.3, 25.3, 15.3}, 4);
  make_crisp(rounded, nullptr);
  CHECK(rounded.bounds() == Box{5, 5, 25, 15});
}

TEST_CASE("Strokes of no width and dashes of no length", "[raster]") {
  CHECK(ink_of(draw_fresh(frame_of({stroked("s", line({5, 5}, {25, 5}), {kBlack, 0})}))).mass == 0);
  const auto dashed = [](std::vector<double> dash, double offset = 0) {
    return ink_of(
               draw_fresh(frame_of({stroked("s", line({0, 10}, {40, 10}),
                                            {kBlack, 2, Cap::butt, Join::round, dash, offset})})))
        .mass;
  };
  CHECK(dashed({}) == 80);
  CHECK(dashed({5, 5}) == 40);
  CHECK(dashed({5, 5}, 100) == 40);
  CHECK(dashed({0, 0}) == 80);
  CHECK(dashed({1e-12, 1e-12}) == 80);
  CHECK_THROWS_AS(dashed({5, -5}), RuntimeError);
}

}  // namespace lantern::test::raster_strokes_test
