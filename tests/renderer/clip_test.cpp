#include <catch2/catch.hpp>
#include <cmath>

#include "renderer/paths/clip.h"
#include "renderer/paths/curve.h"

namespace lantern::test::clip_test {
namespace {

const Box kBox{0, 0, 100, 50};

bool inside(const Path& path) {
  return std::all_of(path.points.begin(), path.points.end(),
                     [](Point p) { return kBox.inset(-1e-6).contains(p); });
}

}  // namespace

TEST_CASE("what is inside a box stays as it is", "[clip]") {
  const Path line = polyline_path({{0, 0}, {100, 50}, {3, 7}});
  const Path curve = curve_path({{1, 1}, {50, 40}, {99, 2}}, "smooth");
  CHECK(clipped_line(line, kBox) == line);
  CHECK(clipped_line(curve, kBox) == curve);
  CHECK(clipped_region(rect_path(kBox), kBox) == rect_path(kBox));
}

TEST_CASE("a line that leaves and comes back is in two pieces", "[clip]") {
  const Path cut = clipped_line(polyline_path({{10, 40}, {50, 80}, {90, 40}}), kBox);
  REQUIRE(cut.points.size() == 4);
  CHECK(cut.verbs == std::vector{Verb::move, Verb::line, Verb::move, Verb::line});
  CHECK(cut.points[1].x == Approx(20));
  CHECK(cut.points[1].y == Approx(50));
  CHECK(cut.points[2].x == Approx(80));
  CHECK(clipped_line(polyline_path({{-10, 60}, {110, 70}}), kBox).empty());
}

TEST_CASE("a line that goes far keeps its slope", "[clip]") {
  for (const double far : {1e3, 1e8, 1e12, 1e15, 1e300}) {
    INFO(far);
    const Path there = clipped_line(polyline_path({{10, 10}, {10 + far, 10 + far / 2}}), kBox);
    REQUIRE(there.points.size() == 2);
    CHECK(there.points[0] == Point{10, 10});
    CHECK(there.points[1].x == Approx(90));
    CHECK(there.points[1].y == Approx(50));
    const Path back = clipped_line(polyline_path({{10 + far, 10 + far / 2}, {10, 10}}), kBox);
    REQUIRE(back.points.size() == 2);
    CHECK(back.points[0].x == Approx(90));
    CHECK(back.points[1] == Point{10, 10});
  }
}

TEST_CASE("curves are cut where they cross the edge", "[clip]") {
  for (const double far : {200.0, 1e8, 1e15}) {
    INFO(far);
    const Path curve = curve_path({{10, 10}, {40, 45}, {90, far}}, "smooth");
    const Path cut = clipped_line(curve, kBox);
    CHECK(inside(cut));
    CHECK(cut.points.front() == Point{10, 10});
    CHECK(cut.points.back().y == Approx(50).margin(1e-3));
  }
}

TEST_CASE("a region follows the box where it goes on outside", "[clip]") {
  for (const double far : {200.0, 1e12, 1e300}) {
    Path region = polyline_path({{20, 10}, {20, far}, {80, far}, {80, 10}});
    region.close();
    const Path cut = clipped_region(region, kBox);
    CHECK(inside(cut));
    CHECK(cut.bounds() == Box{20, 10, 80, 50});
    CHECK(cut.verbs.back() == Verb::close);
  }
  CHECK(clipped_region(rect_path({200, 0, 300, 10}), kBox).empty());
}

}  // namespace lantern::test::clip_test
