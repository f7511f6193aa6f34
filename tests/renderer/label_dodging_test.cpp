#include <catch2/catch.hpp>
#include <cmath>

#include "core/base/random.h"
#include "renderer/labels/label_dodging.h"

namespace lantern::test::label_dodging_test {
namespace {

constexpr Box kInside{0, 0, 400, 200};
constexpr double kHeight = 16, kWidth = 50;

MovableLabel label(double middle, double left = 100) {
  return {{left, middle - kHeight / 2, left + kWidth, middle + kHeight / 2}, 1};
}

std::vector<Box> placed(const std::vector<MovableLabel>& labels) {
  const std::vector<Point> moves = dodge(labels, kInside);
  std::vector<Box> out;
  for (size_t i = 0; i < labels.size(); ++i) out.push_back(labels[i].box.moved(moves[i]));
  return out;
}

bool apart(const Box& a, const Box& b) {
  constexpr double kSlack = 1e-6;
  return a.x1 <= b.x0 + kSlack || b.x1 <= a.x0 + kSlack || a.y1 <= b.y0 + kSlack ||
         b.y1 <= a.y0 + kSlack;
}

}  // namespace

TEST_CASE("labels that do not meet stay where they are", "[labels]") {
  const std::vector<MovableLabel> far{label(20), label(60), label(25, 300)};
  for (const Point& move : dodge(far, kInside)) CHECK(move == Point{});
  CHECK(dodge({}, kInside).empty());
  CHECK(dodge({label(3)}, kInside)[0] == Point{});
}

TEST_CASE("labels that meet are moved apart by as little as it takes", "[labels]") {
  const auto boxes = placed({label(100), label(110)});
  CHECK(boxes[0].center().y == Approx(97));
  CHECK(boxes[1].center().y == Approx(113));
  CHECK(boxes[0].x0 == 100);
  CHECK(boxes[1].x0 == 100);
}

TEST_CASE("labels at the same height stand side by side", "[labels]") {
  const auto boxes = placed({label(100), label(100), label(100)});
  CHECK(boxes[0].x0 == 100);
  for (size_t i = 0; i < 3; ++i) {
    CHECK(boxes[i].center().y == 100);
    for (size_t j = 0; j < i; ++j) CHECK(apart(boxes[i], boxes[j]));
  }
  // Where there is no room at the right, the whole row gives way.
  const auto edge = placed({label(100, 330), label(100, 330)});
  CHECK(edge[1].x1 <= kInside.x1 + 1e-9);
  CHECK(apart(edge[0], edge[1]));
}

TEST_CASE("labels stay inside", "[labels]") {
  const auto boxes = placed({label(190), label(188), label(180)});
  for (const Box& box : boxes) CHECK(box.y1 <= kInside.y1 + 1e-9);
}

TEST_CASE("moving labels never jump and are apart before and after they pass", "[labels]") {
  std::vector<Box> before;
  for (double t = 0; t <= 100; t += 0.05) {
    const auto boxes = placed({label(50 + t), label(150 - t), label(100)});
    INFO(t);
    for (size_t i = 0; i < boxes.size() && !before.empty(); ++i) {
      CHECK(std::hypot(boxes[i].x0 - before[i].x0, boxes[i].y0 - before[i].y0) < 5);
    }
    if (std::fabs(t - 50) > 2 * kHeight) {
      CHECK(apart(boxes[0], boxes[1]));
      CHECK(apart(boxes[0], boxes[2]));
      CHECK(apart(boxes[1], boxes[2]));
    }
    before = boxes;
  }
}

}  // namespace lantern::test::label_dodging_test
