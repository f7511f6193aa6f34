#include <catch2/catch.hpp>
#include <cmath>

#include "core/base/random.h"
#include "renderer/labels/label_candidates.h"
#include "renderer/labels/label_placing.h"
#include "tests/renderer/label_support.h"

namespace lantern::test::label_moving_test {
namespace {

/// A dot's label at several moments, the one after the other in passing but for the first and last.
struct Moving {
  std::vector<LabelSpot> spots;
  Occupancy nothing{kRoom};

  LabelPlace place() const {
    LabelTrack track;
    std::vector<LabelMoment> moments;
    for (size_t i = 0; i < spots.size(); ++i) {
      track.spots.push_back(&spots[i]);
      moments.push_back({&nothing, i > 0 && i + 1 < spots.size()});
    }
    return place_labels({&track, 1}, moments)[0];
  }
};

}  // namespace

TEST_CASE("a label has one place for a dot that goes from one edge to another", "[labels]") {
  for (const auto& [from, to] : std::vector<std::pair<Point, Point>>{{{300, 180}, {595, 180}},
                                                                     {{5, 180}, {595, 180}},
                                                                     {{5, 355}, {595, 5}},
                                                                     {{5, 5}, {595, 355}},
                                                                     {{300, 355}, {595, 180}},
                                                                     {{5, 5}, {5, 355}}}) {
    INFO(from.x << ' ' << from.y << " to " << to.x << ' ' << to.y);
    Moving one;
    for (int i = 0; i <= 4; ++i) one.spots.push_back(label_of_dot(mix(from, to, i / 4.0), 80));
    const LabelPlace place = one.place();
    REQUIRE(place.shown);
    // Also at all moments in between it is in the picture and not on its dot.
    Box before = box_at(one.spots[0], place);
    for (int i = 0; i <= 400; ++i) {
      const LabelSpot spot = label_of_dot(mix(from, to, i / 400.0), 80);
      const Box box = box_at(spot, place);
      CHECK_FALSE(box.overlaps(spot.target));
      CHECK(kRoom.inset(-1e-6).contains({box.x0, box.y0}));
      CHECK(kRoom.inset(-1e-6).contains({box.x1, box.y1}));
      // It never goes farther than its dot.
      CHECK(std::hypot(box.x0 - before.x0, box.y0 - before.y0) <=
            std::hypot(to.x - from.x, to.y - from.y) / 400 + 1e-6);
      before = box;
    }
  }
}

TEST_CASE("a label without one place for all moments is not shown", "[labels]") {
  Moving one;
  for (const Point at : {Point{5, 5}, Point{595, 5}, Point{595, 355}, Point{5, 355}}) {
    one.spots.push_back(label_of_dot(at, 80));
  }
  CHECK_FALSE(one.place().shown);
}

TEST_CASE("labels of random charts that move have one place each, apart at both ends", "[labels]") {
  size_t wanted = 0, shown = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Random random(seed, "moving");
    constexpr size_t kDots = 10, kMoments = 5;
    std::vector<std::vector<LabelSpot>> spots(kMoments);  // by moment
    std::vector<Occupancy> taken(kMoments, Occupancy(kRoom));
    for (size_t i = 0; i < kDots; ++i) {
      const Point from{random.uniform(5, 595), random.uniform(5, 355)};
      const Point to{random.uniform(5, 595), random.uniform(5, 355)};
      const double width = random.uniform(20, 90);
      for (size_t m = 0; m < kMoments; ++m) {
        spots[m].push_back(label_of_dot(mix(from, to, double(m) / (kMoments - 1)), width));
        taken[m].add(spots[m].back().target);
      }
    }
    std::vector<LabelTrack> tracks(kDots);
    std::vector<LabelMoment> moments;
    for (size_t m = 0; m < kMoments; ++m) {
      taken[m].settle();
      moments.push_back({&taken[m], m > 0 && m + 1 < kMoments});
      for (size_t i = 0; i < kDots; ++i) tracks[i].spots.push_back(&spots[m][i]);
    }
    const auto places = place_labels(tracks, moments);
    INFO(seed);
    for (size_t m = 0; m < kMoments; ++m) {
      std::vector<Box> boxes;
      for (size_t i = 0; i < kDots; ++i) {
        if (!places[i].shown) continue;
        boxes.push_back(box_at(spots[m][i], places[i]));
        CHECK_FALSE(boxes.back().overlaps(spots[m][i].target));
        CHECK(kRoom.inset(-1e-6).contains({boxes.back().x0, boxes.back().y0}));
        CHECK(kRoom.inset(-1e-6).contains({boxes.back().x1, boxes.back().y1}));
      }
      if (!moments[m].passing) check_apart(boxes);
    }
    wanted += kDots;
    for (const LabelPlace& place : places) shown += place.shown;
  }
  CHECK(shown > 0.99 * double(wanted));
}

TEST_CASE("labels that meet on their way have places that do not", "[labels]") {
  // Two dots side by side with room to the right of each; one passes the other on its right.
  Moving first, second;
  for (int i = 0; i <= 4; ++i) {
    first.spots.push_back(label_of_dot({300, 180}, 60));
    second.spots.push_back(label_of_dot({330, 90.0 + 40 * i}, 60));
  }
  std::vector<LabelTrack> tracks(2);
  std::vector<LabelMoment> moments;
  for (size_t i = 0; i < 5; ++i) {
    tracks[0].spots.push_back(&first.spots[i]);
    tracks[1].spots.push_back(&second.spots[i]);
    moments.push_back({&first.nothing, i > 0 && i < 4});
  }
  const auto places = place_labels(tracks, moments);
  for (size_t i = 0; i < 5; ++i) {
    CHECK_FALSE(box_at(first.spots[i], places[0]).overlaps(box_at(second.spots[i], places[1])));
  }
}

}  // namespace lantern::test::label_moving_test
