#include "renderer/paths/path.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "core/base/error.h"

namespace lantern::test::path_test {

namespace {

constexpr double kPi = std::numbers::pi;

/// A line of 10, an unconnected one of 20.
Path two_lines() {
  Path path;
  path.move_to({0, 0});
  path.line_to({10, 0});
  path.move_to({100, 0});
  path.line_to({100, 20});
  return path;
}

}  // namespace

TEST_CASE("A circle is four cubics that stay on the circle", "[path]") {
  const Path circle = circle_path({3, 4}, 10);
  REQUIRE(std::count(circle.verbs.begin(), circle.verbs.end(), Verb::cubic) == 4);
  REQUIRE(std::count(circle.verbs.begin(), circle.verbs.end(), Verb::line) == 0);
  for (int i = 0; i <= 100; ++i) {
    const Point p = point_along(circle, i / 100.0).at;
    CHECK(std::hypot(p.x - 3, p.y - 4) == Approx(10).margin(0.003));
  }
  CHECK(path_length(circle) == Approx(2 * kPi * 10).epsilon(0.002));
}

TEST_CASE("Bounds hold every point", "[path]") {
  CHECK(Path{}.bounds().empty());
  CHECK(two_lines().bounds() == Box{0, 0, 100, 20});
  CHECK(circle_path({0, 0}, 2).bounds() == Box{-2, -2, 2, 2});
}

TEST_CASE("Rounded rectangles", "[path]") {
  const Box box{0, 0, 40, 20};
  CHECK(rounded_rect_path(box, 0) == rect_path(box));
  // A radius that is too large is cut to the half side: no straight edge is left on the short ones.
  const Path pill = rounded_rect_path(box, 1000);
  CHECK(pill.bounds() == box);
  CHECK(std::count(pill.verbs.begin(), pill.verbs.end(), Verb::line) == 2);
}

TEST_CASE("Paths of the same commands are mixed point by point", "[path]") {
  const Path half = mix(rect_path({0, 0, 10, 10}), rect_path({10, 20, 20, 30}), 0.5);
  CHECK(half == rect_path({5, 10, 15, 20}));
  CHECK_THROWS_AS(mix(half, two_lines(), 0.5), RuntimeError);
}

TEST_CASE("Transformed scales first", "[path]") {
  CHECK(transformed(rect_path({1, 1, 2, 2}), 10, 100, {1, 2}) == rect_path({11, 102, 21, 202}));
}

TEST_CASE("Length counts closing lines and not moves", "[path]") {
  CHECK(path_length(two_lines()) == 30);
  CHECK(path_length(rect_path({0, 0, 3, 4})) == 14);
  CHECK(path_length(Path{}) == 0);
}

TEST_CASE("Trimming draws as a pen would", "[path]") {
  const Path path = two_lines();
  CHECK(trimmed(path, 0).empty());
  CHECK(trimmed(path, -1).empty());
  CHECK(trimmed(path, 1) == path);

  const Path first = trimmed(path, 5.0 / 30);
  CHECK(first.points == std::vector<Point>{{0, 0}, {5, 0}});

  const Path both = trimmed(path, 20.0 / 30);
  REQUIRE(both.points.size() == 4);
  CHECK(both.points[3].x == 100);
  CHECK(both.points[3].y == Approx(10));

  const Path square = trimmed(rect_path({0, 0, 10, 10}), 0.9);  // within the closing line
  CHECK(square.verbs.back() == Verb::line);
  CHECK(square.points.back().x == Approx(0).margin(1e-9));
  CHECK(square.points.back().y == Approx(4));
}

TEST_CASE("Trimmed length grows with the fraction, on curves too", "[path]") {
  Path path = circle_path({0, 0}, 50);
  path.append(two_lines());
  const double whole = path_length(path);
  for (int i = 1; i < 50; ++i) {
    CHECK(path_length(trimmed(path, i / 50.0)) == Approx(whole * i / 50.0).epsilon(0.003));
  }
}

TEST_CASE("Places along a path, with the direction of travel", "[path]") {
  const Path path = two_lines();
  CHECK(point_along(path, 0).at == Point{0, 0});
  CHECK(point_along(path, 0).angle == 0);
  CHECK(point_along(path, 20.0 / 30).at.y == Approx(10));
  CHECK(point_along(path, 20.0 / 30).angle == Approx(kPi / 2));
  CHECK(point_along(path, 1).at == Point{100, 20});
  CHECK(point_along(path, 7).at == Point{100, 20});

  // A quarter round the circle from the top, clockwise: at the right, going down.
  const PathPoint quarter = point_along(circle_path({0, 0}, 1), 0.25);
  CHECK(quarter.at.x == Approx(1).margin(1e-3));
  CHECK(quarter.angle == Approx(kPi / 2).margin(1e-2));

  Path still;
  still.move_to({3, 3});
  still.line_to({3, 3});
  CHECK(point_along(still, 0.5).at == Point{3, 3});
}

TEST_CASE("The direction at the ends of a curve whose handles are drawn in", "[path]") {
  Path path;
  path.move_to({0, 0});
  path.cubic_to({0, 0}, {0, 10}, {0, 10});
  CHECK(point_along(path, 0).angle == Approx(kPi / 2));
  CHECK(point_along(path, 1).angle == Approx(kPi / 2));
}

}  // namespace lantern::test::path_test
