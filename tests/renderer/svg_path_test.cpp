#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "renderer/paths/path.h"

namespace lantern::test::svg_path_test {

namespace {

/// Path data read and written again.
std::string normal(std::string_view text, int decimals = 3) {
  const auto path = parse_svg_path(text);
  return path ? to_svg_path(*path, decimals) : "not path data";
}

size_t error_in(std::string_view text) {
  size_t offset = 999;
  const auto path = parse_svg_path(text, &offset);
  CHECK_FALSE(path);
  return offset;
}

}  // namespace

TEST_CASE("Lines, absolute and relative", "[svg_path]") {
  CHECK(normal("M1 2L3 4") == "M1 2L3 4");
  CHECK(normal("m1 2l3 4h5v-6H0V0z") == "M1 2L4 6L9 6L9 0L0 0L0 0Z");
  CHECK(normal("  M 1 , 2 \n L 3 , 4 Z ") == "M1 2L3 4Z");
  CHECK(normal("") == "");
}

TEST_CASE("Repeats without a letter", "[svg_path]") {
  CHECK(normal("M0 0 1 1 2 0") == "M0 0L1 1L2 0");
  CHECK(normal("m5 5 1 1 2 0") == "M5 5L6 6L8 6");
  CHECK(normal("M0 0h1 2 3") == "M0 0L1 0L3 0L6 0");
  CHECK(normal("M0 0C1 1 2 2 3 3 4 4 5 5 6 6") == "M0 0C1 1 2 2 3 3C4 4 5 5 6 6");
}

TEST_CASE("Numbers run into each other", "[svg_path]") {
  CHECK(normal("M1.5.5-3e-2+4", 3) == "M1.5 0.5L-0.03 4");
  CHECK(normal("M.5-.5L1E1,2e+1") == "M0.5 -0.5L10 20");
  CHECK(normal("M0-0L-0.0001 0") == "M0 0L0 0");
}

TEST_CASE("Quadratic curves become the same cubics", "[svg_path]") {
  CHECK(normal("M0 0Q3 6 6 0") == "M0 0C2 4 4 4 6 0");
  CHECK(normal("M0 0q3 6 6 0t6 0") == "M0 0C2 4 4 4 6 0C8 -4 10 -4 12 0");
  // Without a quadratic before it the mirrored handle is the point itself: a straight line.
  CHECK(normal("M0 0T6 0") == "M0 0C0 0 2 0 6 0");
}

TEST_CASE("Smooth cubics mirror the last handle", "[svg_path]") {
  CHECK(normal("M0 0C0 1 1 2 2 2S4 1 4 0") == "M0 0C0 1 1 2 2 2C3 2 4 1 4 0");
  CHECK(normal("M1 1S4 1 4 0") == "M1 1C1 1 4 1 4 0");
  CHECK(normal("M0 0Q1 2 2 2S4 1 4 0") == "M0 0C0.667 1.333 1.333 2 2 2C2 2 4 1 4 0");
}

TEST_CASE("A command after a close starts where the closed part started", "[svg_path]") {
  CHECK(normal("M1 1h2v2zl5 5") == "M1 1L3 1L3 3ZM1 1L6 6");
  CHECK(normal("M1 1h2zm1 1h1") == "M1 1L3 1ZM2 2L3 2");
  CHECK(normal("M1 1h2zz") == "M1 1L3 1Z");
}

TEST_CASE("Arcs lie on their ellipse and end exactly", "[svg_path]") {
  // A half turn of radius 5 round (5, 0): two quarters.
  const auto half = parse_svg_path("M0 0A5 5 0 0 1 10 0");
  REQUIRE(half);
  REQUIRE(half->verbs == std::vector<Verb>{Verb::move, Verb::cubic, Verb::cubic});
  CHECK(half->points.back() == Point{10, 0});
  CHECK(point_along(*half, 0.5).at.x == Approx(5).margin(1e-3));
  CHECK(point_along(*half, 0.5).at.y == Approx(-5).margin(1e-3));  // clockwise goes over the top

  const auto other = parse_svg_path("M0 0A5 5 0 0 0 10 0");
  CHECK(point_along(*other, 0.5).at.y == Approx(5).margin(1e-3));
}

TEST_CASE("Arc flags choose one of four arcs", "[svg_path]") {
  const double r = 5;  // chord of 5√2: a quarter or three
  const auto length = [&](const char* flags) {
    return path_length(*parse_svg_path(std::string("M5 0A5 5 0 ") + flags + " 0 5"));
  };
  const double quarter = std::numbers::pi * r / 2;
  CHECK(length("0 1") == Approx(quarter).epsilon(0.002));
  CHECK(length("0 0") == Approx(quarter).epsilon(0.002));
  CHECK(length("1 0") == Approx(3 * quarter).epsilon(0.002));
  CHECK(length("1 1") == Approx(3 * quarter).epsilon(0.002));
  const auto small = parse_svg_path("M5 0A5 5 0 0 1 0 5");
  CHECK(std::hypot(point_along(*small, 0.5).at.x, point_along(*small, 0.5).at.y) ==
        Approx(5).margin(1e-3));
}

TEST_CASE("A tilted ellipse", "[svg_path]") {
  const auto arc = parse_svg_path("M6 0A10 5 30 1 1 -4 3");
  REQUIRE(arc);
  // Along its axes and divided by its radii the ellipse is a circle of radius 1.
  const double c = std::cos(std::numbers::pi / 6), s = std::sin(std::numbers::pi / 6);
  const auto on_axes = [&](Point p) {
    return Point{(c * p.x + s * p.y) / 10, (c * p.y - s * p.x) / 5};
  };
  const Point a = on_axes(point_along(*arc, 0).at), b = on_axes(point_along(*arc, 0.3).at),
              e = on_axes(point_along(*arc, 1).at);
  const double d = 2 * (a.x * (b.y - e.y) + b.x * (e.y - a.y) + e.x * (a.y - b.y));
  const auto sq = [](Point p) { return p.x * p.x + p.y * p.y; };
  const Point center{(sq(a) * (b.y - e.y) + sq(b) * (e.y - a.y) + sq(e) * (a.y - b.y)) / d,
                     (sq(a) * (e.x - b.x) + sq(b) * (a.x - e.x) + sq(e) * (b.x - a.x)) / d};
  for (int i = 0; i <= 20; ++i) {
    const Point p = on_axes(point_along(*arc, i / 20.0).at) - center;
    CHECK(std::hypot(p.x, p.y) == Approx(1).epsilon(0.002));
  }
}

TEST_CASE("Arcs at the edge of their definition", "[svg_path]") {
  CHECK(normal("M0 0A0 5 0 0 1 10 0") == "M0 0L10 0");
  CHECK(normal("M3 4A5 5 0 0 1 3 4") == "M3 4");
  // Radii that do not reach grow; negative ones count as positive.
  const auto grown = parse_svg_path("M0 0A1 1 0 0 1 10 0");
  CHECK(point_along(*grown, 0.5).at.y == Approx(-5).margin(1e-3));
  CHECK(normal("M0 0A-5-5 0 0 1 10 0") == normal("M0 0A5 5 0 0 1 10 0"));
  // Flags need no separators.
  CHECK(normal("M0 0a5 5 0 0110 0") == normal("M0 0A5 5 0 0 1 10 0"));
  CHECK(normal("M0 0a5 5 0 01.5.5") == normal("M0 0A5 5 0 0 1 .5 .5"));
  CHECK(error_in("M0 0A5 5 0 2 1 10 0") == 11);
}

TEST_CASE("Bad path data is found where it is", "[svg_path]") {
  CHECK(error_in("L1 1") == 0);
  CHECK(error_in("1 1") == 0);
  CHECK(error_in("M1") == 2);
  CHECK(error_in("M1 x") == 3);
  CHECK(error_in("M1 1L2") == 6);
  CHECK(error_in("M1 1,") == 5);
  CHECK(error_in("M1 1,,2 2") == 5);
  CHECK(error_in("M,1 1") == 1);
  CHECK(error_in("M1 1 B2") == 5);
  CHECK(error_in("M1. 1") == 1);
  CHECK(error_in("M1 1e") == 4);
  CHECK(error_in("M1 inf") == 3);
  CHECK(error_in("M1 nan") == 3);
  CHECK(error_in("M1 --2") == 3);
  CHECK(error_in("M1 1e999") == 3);
  CHECK(error_in("M1 1Z 2") == 6);
  CHECK(error_in("none") == 0);
}

TEST_CASE("Written numbers are short and have no sign of nothing", "[svg_path]") {
  Path path;
  path.move_to({-0.0001, 1000000});
  path.line_to({0.12345, -2.5});
  CHECK(to_svg_path(path, 2) == "M0 1000000L0.12 -2.5");
  CHECK(to_svg_path(path, 0) == "M0 1000000L0 -2");
}

TEST_CASE("a path in steps is the path, and short", "[svg_path]") {
  Path path;
  path.move_to({10.5, 20});
  path.line_to({10.25, 20.125});
  path.line_to({10.251, 20.126});  // rounds to no step
  path.cubic_to({11, 21}, {12, 20}, {13, 20.5});
  path.close();
  path.move_to({0, -0.5});
  path.line_to({0.5, 0.5});
  path.close();
  const std::string text = to_relative_svg_path(path, 2);
  CHECK(text == "m10.5 20-.25.13c.75.87 1.75-.13 2.75.37zm-10.5-20.5.5 1z");
  CHECK(normal(text, 2) == "M10.5 20L10.25 20.13C11 21 12 20 13 20.5ZM0 -0.5L0.5 0.5Z");
}

TEST_CASE("steps do not add up what was rounded", "[svg_path]") {
  Path path;
  path.move_to({0, 0});
  for (int i = 1; i <= 1000; ++i) path.line_to({i * 0.0149, 0});
  const std::optional<Path> read = parse_svg_path(to_relative_svg_path(path, 2));
  REQUIRE(read);
  CHECK(read->points.back().x == Approx(14.9).margin(0.0051));
}

}  // namespace lantern::test::svg_path_test
