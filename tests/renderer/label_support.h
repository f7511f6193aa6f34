#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <vector>

#include "renderer/labels/label_spot.h"

// Labels to place, and whether they are apart.

namespace lantern::test {

inline constexpr Box kRoom{0, 0, 600, 360};

inline Box beside(const Box& target, Point side, double gap, double width, double height) {
  const Point c = target.center();
  return Box::around({c.x + side.x * (target.width() / 2 + gap + width / 2),
                      c.y + side.y * (target.height() / 2 + gap + height / 2)},
                     width, height);
}

inline LabelSpot label_of_dot(Point at, double width) {
  LabelSpot out;
  out.target = Box::around(at, 9, 9);
  out.home = beside(out.target, {1, 0}, 6, width, 17);
  out.within = kRoom;
  return out;
}

inline LabelSpot label_of_line(const Path& path, double width) {
  LabelSpot out;
  out.names = Names::way;
  out.way = std::make_shared<const PathRuler>(path);
  out.target = path.bounds();
  const Point end = path.points.back();
  out.home = Box::around({end.x + 6 + width / 2, end.y}, width, 17);
  out.gap = 6;
  out.weight = 2;
  out.within = kRoom;
  return out;
}

inline void check_apart(const std::vector<Box>& boxes) {
  for (size_t i = 0; i < boxes.size(); ++i) {
    for (size_t j = 0; j < i; ++j) REQUIRE_FALSE(boxes[i].overlaps(boxes[j]));
    REQUIRE(boxes[i].x0 >= kRoom.x0 - 1e-6);
    REQUIRE(boxes[i].y0 >= kRoom.y0 - 1e-6);
    REQUIRE(boxes[i].x1 <= kRoom.x1 + 1e-6);
    REQUIRE(boxes[i].y1 <= kRoom.y1 + 1e-6);
  }
}

}  // namespace lantern::test
