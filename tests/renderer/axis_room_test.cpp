#include <set>

#include <catch2/catch.hpp>

#include "tests/support/shown.h"

// What axes make of little room.

namespace lantern::test::axis_room_test {

TEST_CASE("the title of a low view's y axis is not cut by the canvas", "[axes]") {
  const Shown shown(
      "lantern: 1\ncanvas: {layout: [[., ., .], [a, ., .]]}\n"
      "views: {a: {title: 'A very long title of a view that surely cannot fit in a line of a third "
      "of the canvas, whatever one tries', x: {domain: [0, 9], title: 'The number of rows of the "
      "training set after all duplicates were taken out'}, y: {domain: [0, 9], title: 'The number "
      "of errors that the model makes on the validation set, averaged over ten seeds'}, marks: "
      "{d: {dot: {x: 3, y: 4}}}}}\n");
  const auto boxes = text_boxes(shown.frame(0));
  REQUIRE(boxes.count("a.y.title") == 1);
  const Box& title = boxes.at("a.y.title");
  CHECK(title.y0 >= 0);
  CHECK(title.y1 <= 540);
  CHECK(title.x0 >= 0);
  CHECK(title.width() < title.height());
}

TEST_CASE("labels that are too many go evenly", "[axes]") {
  const Shown shown(
      "lantern: 1\ncanvas: {size: 480x270}\n"
      "views: {a: {x: {domain: [0, 200000], ticks: [0, 5000, 10000, 15000, 20000, 25000, 30000, "
      "35000, 40000, 45000, 50000, 55000, 60000, 65000, 70000, 75000, 80000, 85000, 90000, 95000, "
      "100000, 105000, 110000, 115000, 120000, 125000, 130000, 135000, 140000, 145000, 150000, "
      "155000, 160000, 165000, 170000, 175000, 180000, 185000, 190000, 195000, 200000]}, "
      "marks: {d: {dot: {x: 3, y: 50%}}}}}\n");
  std::set<int> seen;
  for (const auto& [id, text] : texts(shown.frame(0))) {
    const std::string prefix = "a.x.tick@";
    if (id.starts_with(prefix)) seen.insert(std::stoi(id.substr(prefix.size())));
  }
  REQUIRE(seen.size() > 3);
  const int step = *std::next(seen.begin()) - *seen.begin();
  for (auto a = seen.begin(); std::next(a) != seen.end(); ++a) CHECK(*std::next(a) - *a == step);
}

}  // namespace lantern::test::axis_room_test
