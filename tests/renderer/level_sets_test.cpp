#include "renderer/paths/level_sets.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "core/base/portable_math.h"
#include "renderer/paths/morph.h"

namespace lantern::test::level_sets_test {
namespace {

template <class F>
NumberGrid grid_of(size_t columns, size_t rows, F f) {
  NumberGrid out{columns, rows, {}};
  for (size_t row = 0; row < rows; ++row) {
    for (size_t column = 0; column < columns; ++column) {
      out.values.push_back(f(double(column), double(row)));
    }
  }
  return out;
}

/// Twice the area to the left of the way round.
double doubled_area(const GridLine& line) {
  double sum = 0;
  for (size_t i = 0; i < line.points.size(); ++i) {
    const Point a = line.points[i], b = line.points[(i + 1) % line.points.size()];
    sum += a.x * b.y - a.y * b.x;
  }
  return sum;
}

double area_of(const std::vector<GridLine>& regions) {
  double sum = 0;
  for (const GridLine& line : regions) sum += doubled_area(line) / 2;
  return sum;
}

}  // namespace

TEST_CASE("a round hill has round lines, higher values on their left", "[paths][contour]") {
  const auto cone = [](double x, double y) { return 9 - portable::hypot(x - 10, y - 10); };
  const NumberGrid grid = grid_of(21, 21, cone);
  const auto lines = level_lines(grid, 3);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].closed);
  CHECK(lines[0].points.front() != lines[0].points.back());
  for (const Point p : lines[0].points) {
    CHECK(portable::hypot(p.x - 10, p.y - 10) == Approx(6).margin(0.03));
  }
  CHECK(doubled_area(lines[0]) / 2 == Approx(3.14159 * 36).epsilon(0.01));
}

TEST_CASE("regions take in the edges of the grid, and have holes", "[paths][contour]") {
  const NumberGrid slope = grid_of(5, 3, [](double x, double) { return x; });
  CHECK(area_of(level_regions(slope, -1)) == Approx(8));
  CHECK(area_of(level_regions(slope, 1.5)) == Approx(5));
  CHECK(area_of(level_regions(slope, 4.5)) == 0);
  const auto bowl = [](double x, double y) { return std::fabs(x - 4) + std::fabs(y - 4); };
  const auto ring = level_regions(grid_of(9, 9, bowl), 2);
  REQUIRE(ring.size() == 2);
  CHECK(area_of(ring) == Approx(64 - 8));
}

TEST_CASE("the mean of a saddle's corners says what hangs together", "[paths][contour]") {
  const NumberGrid high{2, 2, {3, 0, 0, 3}}, low{2, 2, {3, 0, 0, 1}};
  // The high corners are joined: what is low is cut off at two corners.
  CHECK(area_of(level_regions(high, 1)) == Approx(1 - 2 * (1.0 / 3) * (1.0 / 3) / 2));
  // They are not: what is high is at two corners.
  CHECK(area_of(level_regions({2, 2, {3, 0, 0, 3}}, 2)) == Approx(2 * (1.0 / 3) * (1.0 / 3) / 2));
  CHECK(level_lines(high, 1).size() == 2);
  CHECK(level_lines(low, 1.01).size() == 1);
}

TEST_CASE("nothing is drawn around what is missing", "[paths][contour]") {
  NumberGrid grid = grid_of(4, 4, [](double, double) { return 1; });
  grid.values[5] = std::numeric_limits<double>::quiet_NaN();
  CHECK(area_of(level_regions(grid, 0)) == Approx(5));
  grid.values[10] = std::numeric_limits<double>::infinity();
  CHECK(area_of(level_regions(grid, 0)) == Approx(2));
  CHECK(level_lines({1, 1, {4}}, 2).empty());
  CHECK(level_regions({0, 0, {}}, 2).empty());
}

TEST_CASE("lines go on where the level is exactly at a crossing of the grid", "[paths][contour]") {
  const NumberGrid grid = grid_of(7, 7, [](double x, double y) { return x - y; });
  const auto lines = level_lines(grid, 0);
  REQUIRE(lines.size() == 1);
  CHECK(!lines[0].closed);
  CHECK(lines[0].points.size() >= 7);
  for (const Point p : lines[0].points) CHECK(p.x == p.y);
}

TEST_CASE("outlines of different commands become each other", "[paths][morph]") {
  const Path square = rect_path({0, 0, 10, 10});
  Path two = circle_path({5, 5}, 5);
  two.append(circle_path({40, 5}, 5));
  CHECK(morphed(square, two, 0) == square);
  CHECK(morphed(square, two, 1) == two);
  const Box early = morphed(square, two, 0.01).bounds(), late = morphed(square, two, 0.99).bounds();
  CHECK(early.x0 == Approx(0).margin(0.2));
  CHECK(early.x1 == Approx(40).margin(0.2));  // the second one grows from its middle
  CHECK(late.x1 == Approx(45).margin(0.2));
  for (const double t : {0.25, 0.5, 0.75}) {
    const Path between = morphed(square, two, t);
    CHECK(between.bounds().y0 > -0.5);
    CHECK(between.bounds().y1 < 10.5);
    CHECK(std::count(between.verbs.begin(), between.verbs.end(), Verb::close) == 2);
  }
}

TEST_CASE("very many outlines become each other in order", "[paths][morph]") {
  Path from, to;
  for (int i = 0; i < 3000; ++i) {
    from.append(rect_path({double(i), 0, i + 0.5, 1}));
    to.append(rect_path({double(i), 10, i + 0.5, 11}));
  }
  const Box between = morphed(from, to, 0.5).bounds();  // pairs would be 9 million
  CHECK(between.y0 == Approx(5));
  CHECK(between.y1 == Approx(6));
}

TEST_CASE("a line that is drawn the other way round does not turn over", "[paths][morph]") {
  const Path there = polyline_path({{0, 0}, {10, 0}, {20, 0}}),
             back = polyline_path({{20, 4}, {0, 4}});
  for (const Point p : morphed(there, back, 0.5).points) CHECK(p.y == Approx(2));
}

}  // namespace lantern::test::level_sets_test
