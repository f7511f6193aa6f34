#include "output/svg/write/thinning.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "core/base/random.h"

// Outlines with fewer points.

namespace lantern::test::thinning_test {
namespace {

using svg::thinned;
using svg::ThinOutline;
using Coordinates = std::vector<double>;

std::vector<Verb> line_of(size_t count) {
  std::vector<Verb> out(count, Verb::line);
  out.front() = Verb::move;
  return out;
}

double distance(Point p, Point a, Point b) {
  const Point way = b - a, from = p - a;
  const double square = way.x * way.x + way.y * way.y;
  const double along =
      square > 0 ? std::clamp((from.x * way.x + from.y * way.y) / square, 0.0, 1.0) : 0;
  return std::hypot(from.x - along * way.x, from.y - along * way.y);
}

/// The farthest that a point of the one is from the line through the other.
double farthest(const Coordinates& points, const Coordinates& line) {
  double out = 0;
  for (size_t i = 0; i < points.size(); i += 2) {
    const Point p{points[i], points[i + 1]};
    double nearest = std::hypot(p.x - line[0], p.y - line[1]);
    for (size_t k = 2; k < line.size(); k += 2) {
      nearest = std::min(nearest, distance(p, {line[k - 2], line[k - 1]}, {line[k], line[k + 1]}));
    }
    out = std::max(out, nearest);
  }
  return out;
}

}  // namespace

TEST_CASE("points of straight runs are left out, corners are not", "[svg]") {
  const Coordinates stairs{0, 0, 1, 0, 2, 0, 2, 1, 2, 2, 2, 5, 4, 5};
  const ThinOutline thin = thinned(line_of(7), {stairs}, 0.03);
  CHECK(thin.points == std::vector<size_t>{0, 2, 5, 6});
  CHECK(thin.verbs == line_of(4));
  CHECK(thin.of(stairs) == Coordinates{0, 0, 2, 0, 2, 5, 4, 5});
}

TEST_CASE("a point that is needed at one moment stays at all", "[svg]") {
  const ThinOutline thin =
      thinned(line_of(4), {{0, 0, 1, 0, 2, 0, 3, 0}, {0, 0, 1, 0.25, 2, 0.5, 3, 0}}, 0.03);
  CHECK(thin.points == std::vector<size_t>{0, 2, 3});
}

TEST_CASE("curves, closed ways and further parts keep what they are made of", "[svg]") {
  const std::vector<Verb> verbs{Verb::move, Verb::line, Verb::line,  Verb::cubic,
                                Verb::line, Verb::line, Verb::close, Verb::line,
                                Verb::line, Verb::move, Verb::line};
  const Coordinates at{0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 1, 1, 2, 2, 0, 9, 1, 9};
  const ThinOutline thin = thinned(verbs, {at}, 0.03);
  CHECK(thin.points == std::vector<size_t>{0, 2, 3, 4, 5, 7, 8, 9, 10, 11});
  CHECK(thin.verbs == std::vector<Verb>{Verb::move, Verb::line, Verb::cubic, Verb::line,
                                        Verb::close, Verb::line, Verb::line, Verb::move,
                                        Verb::line});
}

TEST_CASE("a curve that bends over time stays within the tolerance of itself", "[svg]") {
  constexpr size_t kCount = 201;
  std::vector<Coordinates> moments;
  for (int t = 0; t <= 20; ++t) {
    Coordinates now;
    for (size_t i = 0; i < kCount; ++i) {
      const double x = double(i) / (kCount - 1);
      now.insert(now.end(), {400 * x, 300 / (1 + std::exp(-(x - 0.5) * t))});
    }
    moments.push_back(now);
  }
  const ThinOutline thin = thinned(line_of(kCount), moments, 0.05);
  CHECK(thin.points.size() < 120);
  CHECK(thin.points.size() > 10);
  for (const Coordinates& now : moments) CHECK(farthest(now, thin.of(now)) <= 0.05 + 1e-9);
}

TEST_CASE("outlines of chance are within the tolerance of themselves", "[svg]") {
  Random random(1, "outlines");
  for (int round = 0; round < 200; ++round) {
    const size_t count = 1 + random.below(40);
    Coordinates now;
    for (size_t i = 0; i < 2 * count; ++i) now.push_back(random.uniform(0, 10));
    const double tolerance = random.uniform(0, 3);
    const ThinOutline thin = thinned(line_of(count), {now}, tolerance);
    REQUIRE(thin.verbs.size() == thin.points.size());
    CHECK(thin.points.front() == 0);
    CHECK(thin.points.back() == count - 1);
    CHECK(farthest(now, thin.of(now)) <= tolerance + 1e-9);
  }
}

}  // namespace lantern::test::thinning_test
