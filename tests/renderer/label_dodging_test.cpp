#include "renderer/labels/label_dodging.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "renderer/labels/label_pace.h"
#include "renderer/labels/ways_made.h"

namespace lantern::test::label_dodging_test {
namespace {

constexpr Box kInside{0, 0, 400, 200};
constexpr double kHeight = 16, kWidth = 50;

MovableLabel label(double middle, double left = 100) {
  return {{left, middle - kHeight / 2, left + kWidth, middle + kHeight / 2}, 1};
}

std::vector<Box> placed(const std::vector<MovableLabel>& labels) {
  const std::vector<double> moves = dodge(labels, kInside);
  std::vector<Box> out;
  for (size_t i = 0; i < labels.size(); ++i) out.push_back(labels[i].box.moved({0, moves[i]}));
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
  for (const double move : dodge(far, kInside)) CHECK(move == 0);
  CHECK(dodge({}, kInside).empty());
  CHECK(dodge({label(3)}, kInside)[0] == 0);
}

TEST_CASE("labels that meet are moved apart by as little as it takes", "[labels]") {
  const auto boxes = placed({label(100), label(110)});
  CHECK(boxes[0].center().y == Approx(105 - (kHeight + 2.5) / 2));
  CHECK(boxes[1].center().y == Approx(105 + (kHeight + 2.5) / 2));
  CHECK(boxes[0].x0 == 100);
  CHECK(boxes[1].x0 == 100);
}

TEST_CASE("labels at the same height stand one above the other", "[labels]") {
  const auto boxes = placed({label(100), label(100), label(100)});
  for (size_t i = 0; i < 3; ++i) {
    CHECK(boxes[i].x0 == 100);
    for (size_t j = 0; j < i; ++j) CHECK(apart(boxes[i], boxes[j]));
  }
}

TEST_CASE("labels between which others stand beside them are apart", "[labels]") {
  const auto boxes = placed({label(100), label(104, 300), label(108)});
  CHECK(apart(boxes[0], boxes[2]));
  CHECK(boxes[1].center().y == 104);
}

TEST_CASE("labels stay inside", "[labels]") {
  const auto boxes = placed({label(190), label(188), label(180), label(20)});
  for (const Box& box : boxes) CHECK(box.y1 <= kInside.y1 + 1e-9);
  CHECK(boxes[3].center().y == 20);
}

namespace {

/// Two labels of lines that cross in the middle of so many seconds.
std::vector<WayMoment> crossing(double seconds) {
  constexpr int kMoments = 40;
  std::vector<WayMoment> out;
  for (int i = 0; i <= kMoments; ++i) {
    const double t = i / double(kMoments);
    const std::vector<double> moves = dodge({label(95 + 10 * t), label(105 - 10 * t)}, kInside);
    out.push_back({t * seconds, i == 0 || i == kMoments, {"a", "b"}, moves});
  }
  return out;
}

}  // namespace

TEST_CASE("labels make way slowly, and are there at the ends of a step", "[labels]") {
  const std::vector<WayMoment> wanted = crossing(2);
  WaysMade ways;
  ways.add(wanted);
  double before = ways.at("a", 0).down;
  CHECK(before == wanted.front().moves[0]);
  CHECK(ways.at("a", 2).down == wanted.back().moves[0]);
  CHECK(before == -ways.at("a", 2).down);
  for (double time = 0; time <= 2; time += 1 / 60.0) {
    const WayMade now = ways.at("a", time);
    CHECK(now.shown == 1);
    CHECK(std::fabs(now.down - before) <= kMakingWay / 60 + 1e-9);
    before = now.down;
  }
  // Away from where they pass they are where they would be alone.
  CHECK(ways.at("b", 0.5).down == Approx(wanted[10].moves[1]));
}

TEST_CASE("labels without the time to make way fade out here and in there", "[labels]") {
  WaysMade ways;
  ways.add(crossing(0.1));
  CHECK(ways.at("a", 0).shown == 1);
  CHECK(ways.at("a", 0.1).shown == 1);
  CHECK(ways.at("a", 0.05).shown == Approx(0).margin(1e-9));
  CHECK(ways.at("a", 0.049).down == ways.at("a", 0).down);
  CHECK(ways.at("a", 0.051).down == ways.at("a", 0.1).down);
}

}  // namespace lantern::test::label_dodging_test
