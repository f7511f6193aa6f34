#include <catch2/catch.hpp>

#include "renderer/marks/adjoining.h"
#include "renderer/motion/blend.h"
#include "tests/support/shown.h"

namespace lantern::test::adjoining_test {

TEST_CASE("sides that touch get one place, others keep theirs", "[places]") {
  std::vector<Box> boxes{{0, 0, 10, 10}, {10.1, 0, 20, 10}, {0, 10.2, 10, 20}, {40, 0, 50.1, 10}};
  CHECK(join_sides(boxes) == std::vector<bool>{true, true, true, false});
  CHECK(boxes[0].x1 == boxes[1].x0);
  CHECK(boxes[0].y1 == boxes[2].y0);
  CHECK(boxes[3] == Box{40, 0, 50.1, 10});
  // One line, but not side by side.
  std::vector<Box> apart{{0, 0, 10, 10}, {10.1, 30, 20, 40}};
  CHECK(join_sides(apart) == std::vector<bool>{false, false});
  CHECK(apart[1].x0 == 10.1);
}

TEST_CASE("bars over bars are joined with their neighbours", "[places]") {
  std::vector<Box> boxes{{0, 0, 10, 50}, {10, 20, 20, 50}, {0, 30, 10, 50}, {10, 10, 20, 50}};
  CHECK(join_sides(boxes) == std::vector<bool>{true, true, true, true});
}

TEST_CASE("parts of a surface that lie over each other stay where they are", "[places]") {
  std::vector<Box> boxes;
  for (int row = 0; row < 30; ++row) {
    for (int column = 0; column < 30; ++column) {
      const double x = 5 * column + 1.3 * row, y = 3.1 * row + 0.37 * column;
      boxes.push_back({x, y, x + 5.5, y + 12});
    }
  }
  const std::vector<Box> before = boxes;
  join_sides(boxes);
  CHECK(boxes == before);
}

TEST_CASE("areas that adjoin do so on their way too", "[blend]") {
  const auto cells = [](double by) {
    PathShape left{rect_path({by, 0, by + 10, 10}), Color{1, 0, 0, 1}, {}};
    left.crisp = true;
    return std::vector{make_item("left", left)};
  };
  const auto middle = blend(cells(0), cells(30), [](size_t, size_t) { return 0.35; });
  CHECK(std::get<PathShape>(middle.at(0)->shape).crisp);
}

}  // namespace lantern::test::adjoining_test
