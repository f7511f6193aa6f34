#include <limits>

#include <catch2/catch.hpp>

#include "renderer/labels/occupancy.h"

namespace lantern::test::occupancy_test {
namespace {

const Box kRoom{0, 0, 600, 300};

double cover(Point from, Point to, double width, const Box& box) {
  Occupancy taken(kRoom);
  taken.add_segment(from, to, width);
  taken.settle();
  return taken.cover(box);
}

}  // namespace

TEST_CASE("far ends and wide pens take no more time than the room has cells", "[labels]") {
  const Point here = kRoom.center();
  const Box middle = Box::around(here, 6, 6);
  for (const double far : {1e3, 1e5, 1e8, 1e12, 1e15, 1e300}) {
    INFO(far);
    CHECK(cover(here, {here.x + far, here.y}, 12, middle) > 0.5);
    CHECK(cover({here.x - far, here.y}, {here.x - far / 2, here.y}, 3, middle) == 0);
    CHECK(cover({here.x - 5, here.y}, {here.x + 5, here.y}, far, middle) == 1);
  }
  CHECK(cover({0, 0}, {std::numeric_limits<double>::infinity(), 0}, 3, middle) == 0);
}

TEST_CASE("a room of no size has nothing to take", "[labels]") {
  Occupancy nothing(Box{5, 5, 5, 5});
  nothing.add(kRoom);
  nothing.add_segment({0, 0}, {10, 10}, 3);
  nothing.settle();
  CHECK(nothing.cover(kRoom) == 0);
}

}  // namespace lantern::test::occupancy_test
